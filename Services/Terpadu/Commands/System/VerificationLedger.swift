import Events
import ServiceRuntime

/// Collects the services' reports and checks that they agree: what a follower says it applied last
/// must be what the followed log holds at that place.
struct VerificationLedger {
  private(set) var reports: [VerificationReport] = []

  /// The records of a service of whose hashes its followers, already here, are sure.
  func sequences(of service: ServiceName) -> [UInt64] {
    let cursors = reports.compactMap { $0.cursors[service.rawValue]?.sequence }
    return Set(cursors.filter { $0 > 0 }).sorted()
  }

  /// Adds the report of a service; its followers must be here already.
  mutating func add(_ report: VerificationReport) {
    var report = report
    for follower in reports {
      guard let cursor = follower.cursors[report.service.rawValue], cursor.sequence > 0 else {
        continue
      }
      if let fault = fault(of: cursor, of: follower.service, in: report) {
        report.faults.append(fault)
      }
    }
    reports.append(report)
  }

  var isClean: Bool { reports.allSatisfy(\.faults.isEmpty) }

  /// The logs that have begun an epoch which a follower has not adopted yet: until then the two
  /// cannot agree.
  var unadopted: [ServiceName] {
    reports.filter { report in
      reports.contains { follower in
        guard let cursor = follower.cursors[report.service.rawValue], let epoch = report.epoch
        else { return false }
        return cursor.log == report.log && cursor.epoch < epoch
      }
    }.map(\.service)
  }

  /// `service: fault`, each once, sorted.
  var faultNames: [String] {
    Set(
      reports.flatMap { report in
        report.faults.map { "\(report.service.rawValue): \($0.name)" }
      }
    ).sorted()
  }

  private func fault(
    of cursor: VerificationReport.Cursor, of follower: ServiceName,
    in report: VerificationReport
  ) -> VerificationReport.Fault? {
    // A file that could not be read says so itself.
    guard let log = report.log, let head = report.head else { return nil }
    let parameters = [
      "follower": follower.rawValue, "sequence": String(cursor.sequence), "head": String(head),
      "log": cursor.log.base32,
    ]
    if cursor.log != log { return .init(name: "cursor-log", parameters: parameters) }
    if cursor.sequence > head { return .init(name: "cursor-ahead", parameters: parameters) }
    guard report.hashes[String(cursor.sequence)]?.lowercased() == cursor.hash.lowercased() else {
      return .init(name: "cursor-hash", sequence: cursor.sequence, parameters: parameters)
    }
    if cursor.epoch != report.epoch {
      return .init(
        name: "cursor-epoch",
        parameters: parameters.merging([
          "epoch": String(cursor.epoch), "last": report.epoch.map { String($0) } ?? "",
        ]) { $1 })
    }
    return nil
  }
}
