import Foundation
import Testing

@testable import TerpaduCommands

/// `terpadu.yaml` with lists and maps where a value belongs.
@Suite struct ConfigurationTests {
  private let terminal = Terminal()

  /// What `doctor` says of a data directory with this configuration.
  private func doctor(_ yaml: String, _ more: String...) async throws -> [String: Any] {
    _ = try terminal.file("terpadu.yaml", yaml)
    let result = await terminal.run(
      ["doctor", "--json", "--data", terminal.folder.path] + more)
    let items = try result.json()["items"] as? [[String: Any]]
    return try #require(items?.first)
  }

  @Test(arguments: [
    ("findings:\n  listen:\n    door: [\"tcp://127.0.0.1:1\"]\n", "findings.listen.door"),
    (
      "findings:\n  listen:\n    door:\n      - tcp://127.0.0.1:1\n      - tcp://127.0.0.1:2\n",
      "findings.listen.door"
    ),
    ("notifier:\n  listen:\n    units: {host: a, port: 1}\n", "notifier.listen.units"),
    ("watch:\n  listen:\n    publication:\n      tcp: 7101\n", "watch.listen.publication"),
    ("registry:\n  at:\n    publicKey: [1, 2]\n", "registry.at.publicKey"),
    ("log:\n  level:\n    findings: debug\n", "log.level"),
  ])
  func `a list or a map in the place of a value is refused by its key`(
    yaml: String, key: String
  ) async throws {
    for (language, words) in [("id", "harus satu nilai"), ("en", "takes one value")] {
      let item = try await doctor(yaml, "--lang", language)
      #expect(item["word"] as? String == "data-unreadable")
      let text = try #require(item["text"] as? String)
      #expect(text.contains("\(key) "), "\(text)")
      #expect(text.contains(words), "\(text)")
    }
  }

  @Test func `a list of what is no value names its key as well`() async throws {
    let item = try await doctor("findings:\n  listen:\n    door:\n      - {host: a}\n")
    #expect(item["word"] as? String == "data-unreadable")
    #expect((item["text"] as? String)?.contains("findings.listen.door") == true, "\(item)")
  }

  @Test func `a level that no log has is named before a service fails on it`() async throws {
    let item = try await doctor("log:\n  level: loud\n")
    #expect(item["word"] as? String == "data-unreadable")
    #expect((item["text"] as? String)?.contains("log.level") == true, "\(item)")
  }

  @Test(arguments: [
    ("findigns:\n  listen:\n    door: tcp://127.0.0.1:1\n", "findigns.listen.door"),
    ("findings:\n  lisen:\n    door: tcp://127.0.0.1:1\n", "findings.lisen.door"),
    ("log:\n  level: debug\nlevel: debug\n", "level"),
  ])
  func `a key that nobody reads is refused by its name`(yaml: String, key: String) async throws {
    for language in ["id", "en"] {
      let item = try await doctor(yaml, "--lang", language)
      #expect(item["word"] as? String == "data-unreadable")
      #expect((item["text"] as? String)?.hasSuffix(" \(key)") == true, "\(item)")
    }
  }

  @Test func `several addresses in one value are no fault`() async throws {
    _ = try terminal.file(
      "terpadu.yaml",
      "findings:\n  listen:\n    door: tcp://127.0.0.1:1, tcp://127.0.0.1:2\n    units:\n")
    // It reads the configuration before it asks anyone.
    let result = await terminal.run(["adopt", "registry", "--data", terminal.folder.path])
    #expect(!terminal.door.asked.isEmpty, "\(result.err)")
  }

  @Test func `up refuses a configuration with which no service would start`() async throws {
    _ = try terminal.file("terpadu.yaml", "log:\n  levl: debug\n")
    let told = await terminal.run(["up", "--data", terminal.folder.path])
    #expect(told.status == .refused)
    #expect(told.out.isEmpty)
    #expect(told.err.count == 1 && told.err[0].contains("log.levl"), "\(told.err)")
  }
}
