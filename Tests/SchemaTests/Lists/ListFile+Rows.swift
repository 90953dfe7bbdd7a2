import Domain
import Events
import Foundation
import GRDB
import Security

@testable import FindingsService
@testable import Log
@testable import NotifierService
@testable import PemdaLiaisonService
@testable import ServiceRuntime

/// Rows as services store them, as large as they may be.
extension ListFile {
  /// - Parameter change: what is particular about the finding.
  func addFinding(
    _ number: Int, named name: String, _ change: (inout FindingSnapshot) -> Void = { _ in }
  ) throws {
    try fill { context in
      var snapshot = FindingSnapshot(
        finding: ListFile.id(number), number: ListFile.lawful(name), version: 1,
        state: .presumptive, reporter: UnitID("pom-bengkulu"), receivedAt: ListFile.time,
        document: ListFile.document, held: false, flags: [])
      change(&snapshot)
      try context.append(
        FindingReported(snapshot: snapshot, original: ""), subject: snapshot.finding.bytes)
    }
  }

  /// Steps in the life of the first finding, each with the longest reason.
  func addVersions(_ count: Int) throws {
    try fill { context in
      let store = FindingStore(database: context.database)
      var snapshot = try store.find(ListFile.id(1, of: Finding.self).description)
      snapshot.document.note = ""
      for _ in 0..<count {
        snapshot.version += 1
        let event = FindingWithdrawn(
          snapshot: snapshot, by: snapshot.reporter,
          reason: String(repeating: ListFile.longText, count: 5), previousState: .presumptive)
        try context.append(event, subject: snapshot.finding.bytes, key: "\(snapshot.version)")
      }
    }
  }

  func addTask(_ number: Int, named name: String, dueAt: Timestamp, reasons: Int = 3) throws {
    try fill { context in
      let task = ListFile.task(number, name, dueAt: dueAt, reasons: reasons)
      try context.append(TaskCreated(snapshot: task), subject: task.finding.bytes)
    }
  }

  /// Steps in the life of a task, each with the longest note.
  func addSteps(_ count: Int, of number: Int, _ name: String) throws {
    try fill { context in
      let task = ListFile.task(number, name, dueAt: ListFile.time, reasons: 1)
      for step in 0..<count {
        let changed = TaskChanged(
          snapshot: task, previousState: .open, by: task.unit,
          note: String(repeating: ListFile.longText, count: 5))
        try context.append(changed, subject: task.finding.bytes, key: "\(step)")
      }
    }
  }

  func addMessages(_ count: Int, to unit: UnitID, about finding: ID<Finding>) throws {
    try fill { context in
      let store = MailboxStore(database: context.database)
      for number in 1...count {
        var posted = MessagesPosted(
          cause: .init(
            source: .watch, sequence: UInt64(number), event: ListFile.id(number)),
          finding: finding)
        posted.firstNumber = ListFile.lawful("M-2026-\(number)")
        posted.subjects = [MessageSubject("x", ["name": ListFile.longText])]
        posted.reasons = ListFile.reasons(3)
        var entry = MessagesPosted.Entry(
          unit: unit, position: try store.head(of: unit) + 1, message: ListFile.id(number),
          kind: .alert, zone: .wib)
        entry.reasons = [0, 1, 2]
        posted.entries = [entry]
        try context.append(posted, subject: finding.bytes, key: "\(number)")
      }
    }
  }

  /// Records in quarantine, each of a subject of its own with many that wait behind it.
  func addQuarantined(_ count: Int, waiting: Int) throws {
    try fill { context in
      let table = HeldTable(statements: context.transaction.statements)
      for number in 0..<count {
        let first = UInt64(number * (waiting + 1) + 1)
        for sequence in first...first + UInt64(waiting) {
          let record = try ListFile.record(sequence, subject: number + 1, in: context)
          let reason: HeldRecord.Reason =
            sequence == first ? .fault(String(repeating: "🧪", count: 500)) : .order
          try table.insert(
            record, source: "findings", reason: reason, attempts: 1, at: context.time)
        }
      }
    }
  }

  func addMissing(_ count: Int) throws {
    try fill { context in
      let table = MissingTable(statements: context.transaction.statements)
      for number in 1...count {
        let held = HeldRecord(
          source: "findings",
          record: try ListFile.record(UInt64(number), subject: number, in: context),
          reason: .order, attempts: 0, heldAt: context.time)
        try table.insert(held, at: context.time)
      }
    }
  }

  /// A short number with as many digits as it must have.
  private static func lawful(_ name: String) -> String {
    let parts = name.split(separator: "-")
    guard let year = Int(parts[1]), let ordinal = Int(parts[2]) else { return name }
    return RecordNumber(prefix: String(parts[0]), year: year, ordinal: ordinal).description
  }

  static func reasons(_ count: Int) -> [MessageReason] {
    (0..<count).map {
      MessageReason(
        rule: "r\($0)", parameters: ["name": longText], basis: String(longText.prefix(99)))
    }
  }

  private static func record(
    _ sequence: UInt64, subject: Int, in context: Context
  ) throws -> Log.Record {
    let head = LogHead(
      log: LogID(bytes: UUIDBytes(high: 2, low: 2)), epoch: 1, sequence: sequence - 1,
      hash: context.transaction.head.hash)
    let content = NewRecord(
      typeCode: 202, subject: id(subject, of: Finding.self).bytes,
      event: id(subject, of: AnyEvent.self).bytes, payload: Array("{}".utf8))
    return Log.Record(
      header: RecordHeader(flags: [], time: time, after: head, content: content),
      payload: content.payload)
  }

  private static var document: FindingDocument {
    FindingDocument(
      id: nil, activity: .distributionInspection, trigger: .routine, foundAt: time,
      places: [
        FindingPlace(
          role: .produced, region: RegionCode("17.02"), facility: .homeIndustry, name: longText,
          permit: nil)
      ],
      product: FoodProduct(name: longText, quantity: nil),
      substance: SubstanceMention(given: longText, id: nil), test: nil, secured: nil,
      confidential: false, group: [], note: String(repeating: longText, count: 20))
  }

  private static func task(
    _ number: Int, _ name: String, dueAt: Timestamp, reasons count: Int
  ) -> TaskSnapshot {
    let snapshot = FindingSnapshot(
      finding: id(number % 7), number: "F-2026-000001", version: 1, state: .presumptive,
      reporter: UnitID("pom-bengkulu"), receivedAt: time, document: document, held: false,
      flags: [])
    let alert = AlertContent(
      alert: id(1), caseID: id(2), caseNumber: "K-2026-000001", snapshot: snapshot,
      receivedAt: time, occurredAt: time, riskClass: .unclassified)
    return TaskSnapshot(
      task: id(number), number: lawful(name), unit: UnitID("pemda-17.02"), alert: alert,
      receivedAt: time, dueAt: dueAt, zone: .wib, provisional: false, createdAt: time,
      reasons: reasons(count))
  }
}
