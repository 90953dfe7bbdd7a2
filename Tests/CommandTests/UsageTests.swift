import ArgumentParser
import Foundation
import Localization
import Testing

@testable import TerpaduCommands

@Suite struct UsageTests {
  static let wrongLines: [[String]] = [
    ["nope"], ["status", "--nope"], ["status", "extra"], ["who-covers"], ["finding"], [],
    ["finding", "report", "--as", "u"], ["finding", "report", "--file", "f"],
    ["finding", "report", "file.json", "--as", "u"],
    ["finding", "report", "--file", "f", "-", "--as", "u"],
    ["finding", "withdraw", "F-1", "--as", "u"], ["finding", "withdraw", "F-1", "--reason", "r"],
    ["finding", "test", "F-1", "--kind", "lab", "--as", "u"], ["finding", "close", "F-1"],
    ["finding", "open"], ["finding", "amend", "F-1", "--as", "u"], ["explain"],
    ["explain", "F-1", "--version", "x"], ["simulate", "--file", "f"], ["inbox"],
    ["inbox", "u", "--after", "x"], ["ack", "M-1"], ["task"], ["task", "redirect", "T-1"],
    ["task", "report", "T-1"], ["task", "lis"], ["enrol", "u"], ["registry", "designate", "a"],
    ["registry", "end-designation", "a", "--from", "t"], ["trace"],
    ["registry", "import"], ["registry", "import", "f.json"],
    ["registry", "import", "--file", "f", "-"],
    ["finding", "close", "F-1", "--as", "u", "--command-id", "abc"],
    ["task", "accept", "T-1", "--command-id", "019cb8a0-0000-7000-8000-0000000000c"],
    ["status", "--lang", "fr"], ["status", "--data"], ["up", "--clock-rate", "x"],
  ]

  @Test(arguments: wrongLines)
  func `a wrong command line exits with 2 and says why on standard error`(
    line: [String]
  ) async {
    let terminal = Terminal()
    let result = await terminal.run(line)
    #expect(result.status == .usage)
    #expect(result.out.isEmpty)
    #expect(!result.err.isEmpty)
    #expect(terminal.door.asked.isEmpty)
  }

  @Test(arguments: wrongLines)
  func `with --json the reason is one object`(line: [String]) async throws {
    let result = await Terminal().run(["--json"] + line)
    #expect(result.status == .usage)
    #expect(result.err.count == 1)
    let error = try result.errorJSON()
    #expect(error["rule"] as? String == "usage")
    #expect(error["code"] as? String == "invalid")
    #expect((error["text"] as? String)?.isEmpty == false)
  }

  /// The words of every command behind `terpadu`, groups before what is in them.
  private static let commands = words(of: Root.self)

  private static func words(of command: any ParsableCommand.Type) -> [[String]] {
    command.configuration.subcommands.flatMap { inner in
      let name = inner.configuration.commandName ?? "\(inner)"
      return ([[]] + words(of: inner)).map { [name] + $0 }
    }
  }

  @Test(arguments: commands)
  func `every command has help with an example, in both languages`(command: [String]) async {
    let indonesian = await Terminal().run(command + ["--help"])
    #expect(indonesian.status == .done)
    let page = indonesian.out.joined(separator: "\n")
    #expect(page.contains("Contoh:\n  terpadu \(command.joined(separator: " "))"))
    #expect(page.contains("PEMAKAIAN: terpadu \(command.joined(separator: " "))"))
    #expect(page.contains("--lang"))
    let english = await Terminal().run(command + ["--help", "--lang", "en"])
    #expect(english.out.joined().contains("Examples:"))
    #expect(english.out.joined() != page)
  }

  @Test func `every option and argument has a text`() throws {
    for language in Language.allCases {
      try HelpLanguage.$current.withValue(language) {
        let dump = try JSONSerialization.jsonObject(with: Data(Root._dumpHelp().utf8))
        let root = try #require((dump as? [String: Any])?["command"] as? [String: Any])
        #expect(withoutText(root) == [])
      }
    }
  }

  /// The commands and their options that help says nothing of.
  private func withoutText(_ command: [String: Any]) -> [String] {
    let name = command["commandName"] as? String ?? "?"
    // The parser's own.
    guard name != "help" else { return [] }
    let options = (command["arguments"] as? [[String: Any]] ?? []).filter {
      ($0["abstract"] as? String ?? "").isEmpty
    }.map { "\(name) \($0["valueName"] ?? "?")" }
    let own = (command["abstract"] as? String ?? "").isEmpty ? [name] : []
    let subcommands = command["subcommands"] as? [[String: Any]] ?? []
    return own + options + subcommands.flatMap(withoutText)
  }

  @Test func `the language comes from the option before the environment`() async {
    let environment = ["TERPADU_LANG": "en_US.UTF-8"]
    let english = await Terminal().run(["nope"], variables: environment)
    #expect(english.err.first?.hasPrefix("Invalid:") == true)
    let indonesian = await Terminal().run(["nope", "--lang=id"], variables: environment)
    #expect(indonesian.err.first?.hasPrefix("Tidak sah:") == true)
  }

  @Test func `options of every command may stand before it`() {
    #expect(
      Program.withGlobalsLast(["--json", "--data", "d", "task", "list"])
        == ["task", "list", "--json", "--data", "d"])
    #expect(
      Program.withGlobalsLast(["--lang=en", "a", "--", "b"]) == ["a", "--lang=en", "--", "b"])
    #expect(Program.withGlobalsLast(["--json"]) == ["--json"])
  }
}
