import Domain
import Events
import Foundation
import Localization
import Log
import ServiceRuntime
import Testing

@testable import TerpaduCommands

@Suite struct RebuildTests {
  private let terminal = Terminal()

  init() throws {
    _ = try terminal.file("instance.json", "{}")
    _ = try terminal.file("watch.sqlite", "")
  }

  /// A program that says what it was asked to do, and ends.
  private func daemon(_ body: String) throws {
    let path = try terminal.file("terpadu-watch", "#!/bin/sh\n\(body)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
  }

  private func rebuild(_ more: String...) async -> Terminal.Result {
    await terminal.run(["rebuild", "watch", "--data", terminal.folder.path] + more)
  }

  private static let report = """
    {"kept":[{"reason":"restored","source":"findings","tables":["watched_finding"]}],\
    "made":[{"records":7,"source":"watch","tables":["alert","log_timer"]},\
    {"records":3,"source":"registry","tables":["registry_fact"]}],"service":"watch"}
    """

  @Test func `it names the tables that were made again and those that were left, with the reason`()
    async throws
  {
    try daemon("echo '\(Self.report)'")
    let result = await rebuild("--lang", "en")
    #expect(result.status == .done)
    #expect(
      result.out == [
        "watch: alert, log_timer made again from 7 records of the log of watch.",
        "watch: registry_fact made again from 3 records of the log of registry.",
        "watch: watched_finding left as they are: the log of findings was restored; what was applied"
          + " may stand there no more.",
      ])
    let object = try await rebuild("--json").json()
    #expect(object["service"] as? String == "watch")
    let made = try #require(object["made"] as? [[String: Any]])
    #expect(made.map { $0["records"] as? Int } == [7, 3])
    #expect(made.map { $0["tables"] as? [String] } == [["alert", "log_timer"], ["registry_fact"]])
    let kept = try #require(object["kept"] as? [[String: Any]])
    #expect(kept.map { $0["reason"] as? String } == ["restored"])
  }

  @Test func `the program is asked to rebuild the directory that was named`() async throws {
    try daemon("echo \"$@\" >&2; exit 1")
    let result = await rebuild("--json")
    #expect(result.status == .failed)
    let error = try result.errorJSON()
    #expect(error["rule"] as? String == "rebuild-failed")
    let parameters = error["parameters"] as? [String: String]
    #expect(parameters?["detail"] == "--data \(terminal.folder.path) --rebuild")
  }

  @Test func `a service that runs is refused, and what stops it is named`() async throws {
    try daemon("echo '\(Self.report)'")
    let lock = try DirectoryLock(
      directory: terminal.folder.path, service: "watch", holder: "test")
    for language in ["id", "en"] {
      let result = await rebuild("--lang", language)
      #expect(result.status == .refused)
      #expect(result.err.joined().contains("terpadu down"), "\(result.err)")
      #expect(result.out.isEmpty)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `what is no service, or has no file, is refused`() async throws {
    let folder = terminal.folder.path
    let unknown = await terminal.run(["rebuild", "mail", "--data", folder, "--json"])
    #expect(try unknown.errorJSON()["rule"] as? String == "not-one-of")
    let absent = await terminal.run(["rebuild", "notifier", "--data", folder, "--json"])
    #expect(try absent.errorJSON()["rule"] as? String == "no-file-in-place")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/notifier.sqlite"))
    let nowhere = await terminal.run(["rebuild", "watch", "--data", "\(folder)/nowhere"])
    #expect(nowhere.status == .unreachable)
  }

  @Test(arguments: Projection.Unusable.allCases)
  func `each reason for which a mirror is left reads in both languages`(
    reason: Projection.Unusable
  ) throws {
    let json = """
      {"kept":[{"reason":"\(reason.rawValue)","source":"findings","tables":["watched_finding"]}],\
      "made":[],"service":"watch"}
      """
    let report = try EventCoding.decode(TableRebuild.Report.self, from: Array(json.utf8))
    for language in [Language.id, .en] {
      let lines = RebuildPrintout(report: report).lines(Localizer(language))
      #expect(lines.count == 1 && !lines[0].contains("mirror-"), "\(lines)")
    }
  }
}
