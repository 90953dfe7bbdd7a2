import Domain
import Foundation
import Localization
import Testing

@testable import TerpaduCommands

/// A time is refused in an option as it is in a document.
@Suite struct TimeArgumentTests {
  private static let options: [(command: [String], option: String, field: String)] = [
    (["who-covers", "17.02"], "--at", "at"),
    (
      ["finding", "test", "F-1", "--kind", "lab", "--result", "positive", "--as", "u"], "--at", "at"
    ),
    (["registry", "designate", "a", "b", "--decree", "d"], "--from", "from"),
    (["registry", "end-designation", "a", "--decree", "d"], "--from", "from"),
    (["up", "--exercise"], "--clock-start", "--clock-start"),
  ]

  private static let faults = [
    ("soon", "not-a-time"), ("2026-03-04T16:20:00", "not-a-time"),
    ("2026-02-30", "impossible-date"), ("2026-02-30T16:20:00+07:00", "impossible-date"),
  ]

  @Test(arguments: ["id", "en"], faults)
  func `an option and a document give the same rule in the same words`(
    language: String, fault: (text: String, rule: String)
  ) async throws {
    let fact = #"{"unit":{"id":"u","validity":{"from":"\#(fault.text)"}}}"#
    let document = try #require(
      throws: Refusal.self, performing: { try RegistryFact.list(json: Array(fact.utf8)) })
    #expect(document.rule == fault.rule)
    let localizer = Localizer(Language(rawValue: language) ?? .id)
    for (command, option, field) in Self.options {
      let terminal = Terminal()
      let result = await terminal.run(
        command + [
          option, fault.text, "--lang", language, "--data", terminal.folder.path + "/data",
        ])
      #expect(result.status == .refused)
      var expected = document
      expected.field = field
      #expect(result.err == [localizer.refusal(expected)])
      #expect(terminal.door.asked.isEmpty)
    }
  }
}
