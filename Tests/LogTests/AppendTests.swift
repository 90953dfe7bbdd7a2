import Domain
import Foundation
import Log
import Testing

@Suite struct Smoke {
  @Test func `a record is appended and read`() async throws {
    let directory = NSTemporaryDirectory() + "log-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let database = try LogDatabase(
      .init(directory: directory, service: "findings", time: Timestamp(milliseconds: 1)))
    let writer = try LogWriter(
      database,
      handlers: .init(clock: { Timestamp(milliseconds: 2) }, onFatal: { Issue.record($0) }))
    let header = try await writer.perform {
      try $0.append(NewRecord(typeCode: 1, subject: .zero, payload: [1, 2]))
    }
    writer.stop()
    let records = try database.reader().read(after: 0, maxRecords: 10, maxBytes: 1000)
    #expect(records.map(\.header) == [header])
    #expect(records[0].hasValidHash())
  }
}
