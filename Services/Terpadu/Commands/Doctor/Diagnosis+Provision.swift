import Domain
import Events
import ServiceRuntime

/// What must be there before it is needed: backups, holiday tables, the units' keys.
extension Diagnosis {
  private static let backupDays = (warning: 1.25, error: 7.0)

  var backup: [DoctorItem] {
    switch facts.backup {
    case .none: return [.problem("backup-none", .warning, ["data": facts.data])]
    case .unreadable: return [.problem("backup-unreadable", .warning, ["data": facts.data])]
    case .made(let time, let directory, let isPresent):
      let days = Double(facts.now.milliseconds - time.milliseconds) / 86_400_000
      let parameters = [
        "at": text(time), "directory": directory, "days": Diagnosis.whole(days.rounded(.down)),
      ]
      if !isPresent { return [.problem("backup-gone", .warning, parameters)] }
      if days > Diagnosis.backupDays.error {
        return [.problem("backup-old", .error, parameters)]
      }
      if days > Diagnosis.backupDays.warning {
        return [.problem("backup-old", .warning, parameters)]
      }
      return [.ok("backup", parameters)]
    }
  }

  /// The registry as the best file here has it.
  private var registry: FileSurvey? {
    let readable = ServiceName.allCases.compactMap { facts.surveys[$0] }.filter { $0.fault == nil }
    return readable.first { $0.units > 0 }
  }

  /// This year's table must be there; next year's is decreed in autumn, and terms reach into the
  /// next year from December on.
  var holidays: [DoctorItem] {
    guard let registry else { return [] }
    let today = facts.domainNow.date(in: .wib).components
    let years = registry.calendarYears
    var items: [DoctorItem] = []
    if !years.contains(today.year) {
      items.append(.problem("holidays-missing", .error, ["year": String(today.year)]))
    }
    if !years.contains(today.year + 1), today.month >= 10 {
      items.append(
        .problem(
          "holidays-missing", today.month == 12 ? .error : .warning,
          ["year": String(today.year + 1)]))
    }
    if items.isEmpty {
      let known = years.filter { $0 >= today.year }.map { String($0) }
      items.append(.ok("holidays", ["years": known.joined(separator: ", ")]))
    }
    return items
  }

  /// A unit's own system reads its mailbox by its key; the registry knows no other contact yet.
  var contacts: [DoctorItem] {
    guard let registry else { return [] }
    let keyless = registry.unitsWithoutKey
    let parameters = [
      "units": String(registry.units), "keys": String(registry.units - keyless.count),
    ]
    let mail = facts.surveys[.notifier]?.waitingMail ?? [:]
    let unreached = keyless.filter { mail[$0.rawValue] != nil }
    guard !unreached.isEmpty else { return [.ok("contacts", parameters)] }
    let messages = unreached.reduce(0) { $0 + (mail[$1.rawValue] ?? 0) }
    let names = unreached.prefix(5).map(\.rawValue).joined(separator: ", ")
    return [
      .problem(
        "contacts-missing", .warning,
        parameters.merging([
          "count": String(unreached.count), "messages": String(messages),
          "names": names + (unreached.count > 5 ? " …" : ""),
        ]) { $1 })
    ]
  }

  /// Units with a key that leave unread what they must act on; those without one are `contacts`.
  var readers: [DoctorItem] {
    let keyless = Set(registry?.unitsWithoutKey ?? [])
    let unread = (facts.surveys[.notifier]?.unreadMail ?? []).filter { !keyless.contains($0.unit) }
    return unread.map { mail in
      .problem(
        "mailbox-unread", .warning,
        [
          "unit": mail.unit.rawValue, "count": String(mail.count), "at": text(mail.since),
        ])
    }
  }
}
