import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

@testable import TerpaduCommands

@Suite struct KnownEpochsTests {
  private func next(after epochs: String) throws -> UInt64 {
    let data = DataDirectory("\(NSTemporaryDirectory())terpadu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: data.path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: data.path) }
    let note = #"{"restores":[{"at":"","epochs":{"watch":3}},{"at":"","epochs":\#(epochs)}]}"#
    try Data(note.utf8).write(to: URL(fileURLWithPath: data.restoresFile))
    return try KnownEpochs(data: data, source: nil, note: RestoreNote(data)).next(of: .watch)
  }

  @Test func `a new epoch lies above every one that is known, and is refused when there is none`()
    throws
  {
    #expect(try next(after: #"{"watch":2,"findings":9}"#) == 4)
    #expect(try next(after: #"{"watch":9223372036854775806}"#) == 9_223_372_036_854_775_807)
    for taken in ["9223372036854775807", "18446744073709551615"] {
      let refusal = #expect(throws: Refusal.self) { try next(after: #"{"watch":\#(taken)}"#) }
      #expect(refusal?.rule == "restore-no-epoch")
    }
  }
}
