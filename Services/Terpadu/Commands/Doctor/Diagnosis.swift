import Domain
import Events
import Foundation
import ServiceRuntime

/// The rules of `doctor`: facts in, items out.
struct Diagnosis {
  let facts: DoctorFacts

  /// Everything that was looked at, in the order of the topics: a missing file comes before the
  /// advice to start.
  var items: [DoctorItem] {
    if facts.isDirectoryMissing {
      return [.problem("data-missing", .error, ["data": facts.data])]
    }
    if let command = facts.unfinishedRestore {
      return [
        .problem("restore-unfinished", .error, ["data": facts.data, "command": command])
      ]
    }
    if let fault = facts.directoryFault {
      return [.problem("data-unreadable", .error, ["data": facts.data, "detail": fault])]
    }
    return files + services + clocks + disk + writeAheadLogs + links + waiting + missing + timers
      + unknown + sockets + backup + holidays + contacts + readers
  }

  /// The worst of all.
  var state: DoctorItem.State { items.map(\.state).max() ?? .ok }

  // MARK: Services and files

  /// Nothing runs here.
  var isStopped: Bool { !facts.isSupervised && facts.answers.isEmpty }

  private var services: [DoctorItem] {
    guard !isStopped else {
      return [
        .problem(
          "system-stopped", .error,
          remedy: facts.instance.isExercise ? "exercise-stopped" : nil, ["data": facts.data])
      ]
    }
    var items = silent.map { service in
      var parameters = ["log": DataDirectory(facts.data).logFile(of: service)]
      parameters["pid"] = facts.unanswering[service].map { String($0) }
      return DoctorItem.problem(
        "service-down", .error, service: service,
        remedy: parameters["pid"] == nil ? nil : "service-frozen", parameters)
    }
    if items.isEmpty {
      items.append(.ok("services", ["count": String(facts.here.count)]))
    }
    return items
      + facts.elsewhere.sorted { $0.rawValue < $1.rawValue }.map {
        .ok("service-elsewhere", service: $0, ["service": $0.rawValue])
      }
  }

  private var files: [DoctorItem] {
    let faulty = facts.here.compactMap { service -> DoctorItem? in
      guard let fault = facts.surveys[service]?.fault else { return nil }
      return .problem("file-\(fault.name)", .error, service: service, fault.parameters)
    }
    guard faulty.isEmpty else { return faulty }
    let bytes = facts.surveys.values.reduce(0) { $0 + $1.bytes }
    return [.ok("files", ["megabytes": Diagnosis.megabytes(bytes)])]
  }

  // MARK: Clocks

  /// A clock that differs by more than this is told, and by more than that is an error.
  private static let skewSeconds = (warning: 2.0, error: 60.0)

  private var clocks: [DoctorItem] {
    var items: [DoctorItem] = []
    if facts.instance.isExercise {
      items.append(.ok("clock-exercise", ["at": text(facts.domainNow)]))
    }
    if let item = clockBehind { items.append(item) }
    for service in ServiceName.allCases {
      guard let answer = facts.answers[service], let time = answer.status.time?.timestamp
      else { continue }
      let seconds = abs(facts.seconds(from: time, to: answer.receivedAt))
      guard seconds > Diagnosis.skewSeconds.warning else { continue }
      items.append(
        .problem(
          "clock-skew", seconds > Diagnosis.skewSeconds.error ? .error : .warning,
          service: service, ["seconds": Diagnosis.whole(seconds)]))
    }
    return items.contains { $0.state != .ok }
      ? items : items + [.ok("clock", ["at": text(facts.domainNow)])]
  }

  /// The clock shows less than the time at which something was written.
  private var clockBehind: DoctorItem? {
    let latest = facts.here.compactMap { facts.surveys[$0] }.compactMap { survey in
      [survey.createdAt, survey.lastRecordAt].compactMap(\.self).max().map {
        (service: survey.service, at: $0)
      }
    }.max { $0.at < $1.at }
    guard let latest else { return nil }
    let seconds = facts.seconds(from: facts.domainNow, to: latest.at)
    guard seconds > Diagnosis.skewSeconds.warning else { return nil }
    return .problem(
      "clock-behind", seconds > Diagnosis.skewSeconds.error ? .error : .warning,
      service: latest.service,
      [
        "now": text(facts.domainNow), "nowExact": text(facts.domainNow), "at": text(latest.at),
        "atExact": text(latest.at), "seconds": Diagnosis.whole(seconds),
      ])
  }

  // MARK: Disk

  private static let freeMegabytes = (warning: Int64(1_024), error: Int64(128))
  private static let daysLeft = (warning: Int64(30), error: Int64(7))

  private var disk: [DoctorItem] {
    guard let disk = facts.disk else { return [] }
    guard !disk.isReadOnly else {
      return [.problem("disk-read-only", .error, ["data": facts.data])]
    }
    let growths = facts.surveys.values.compactMap(\.bytesPerDay)
    let growth = growths.reduce(0, +)
    let days = growth > 0 ? disk.freeBytes / growth : nil
    let free = disk.freeBytes >> 20
    let parameters = [
      "megabytes": Diagnosis.megabytes(disk.freeBytes),
      "growth": growths.isEmpty ? "–" : Diagnosis.megabytes(growth),
    ]
    func isBelow(_ megabytes: Int64, _ least: Int64) -> Bool {
      free < megabytes || (days ?? .max) < least
    }
    if isBelow(Diagnosis.freeMegabytes.error, Diagnosis.daysLeft.error) {
      return [.problem("disk-low", .error, parameters)]
    }
    if isBelow(Diagnosis.freeMegabytes.warning, Diagnosis.daysLeft.warning) {
      return [.problem("disk-low", .warning, parameters)]
    }
    return [.ok(growths.isEmpty ? "disk-young" : "disk", parameters)]
  }

  // MARK: Words

  static func megabytes(_ bytes: Int64) -> String { String((bytes + 524_288) >> 20) }

  static func whole(_ seconds: Double) -> String {
    String(Int64(min(seconds, 1e15).rounded()))
  }

  func text(_ time: Timestamp) -> String { TimeText(time).description }
}
