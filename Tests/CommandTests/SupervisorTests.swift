import Domain
import Events
import Foundation
import ServiceRuntime
import Synchronization
import Testing

@testable import TerpaduCommands

/// The supervisor over real processes: shell scripts that behave as daemons do.
@Suite struct SupervisorTests {
  private final class Lines: Console {
    private let state = Mutex<(out: [String], err: [String])>(([], []))

    var out: [String] { state.withLock { $0.out } }
    var err: [String] { state.withLock { $0.err } }

    func out(_ line: String) { state.withLock { $0.out.append(line) } }

    func err(_ line: String) { state.withLock { $0.err.append(line) } }
  }

  private struct Site {
    let folder: URL
    let lines = Lines()
    let stop: AsyncStream<Int32>.Continuation
    let environment: ProgramEnvironment

    init() throws {
      folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("terpadu-supervisor-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let (signals, stop) = AsyncStream.makeStream(of: Int32.self)
      self.stop = stop
      environment = ProgramEnvironment(
        variables: [:], console: lines, readInput: { _ in [] }, makeDoor: { _ in FakeDoor() },
        now: { .machineNow }, uptime: { ContinuousClock.now - Self.start },
        pause: { try await Task.sleep(for: $0) }, entropy: { _ in [] },
        stopSignals: { signals }, executables: folder.path)
    }

    private static let start = ContinuousClock.now

    var data: String { folder.path + "/data" }

    func script(_ service: ServiceName, _ body: String) throws {
      let path = folder.path + "/terpadu-\(service.rawValue)"
      try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// A daemon that notes its process id, is ready at once, and ends with its standard input.
    func daemon(_ service: ServiceName) throws {
      try script(
        service,
        "echo $$ >\(pidFile(service)).new\nmv \(pidFile(service)).new"
          + " \(pidFile(service))\necho ready\nexec cat >/dev/null")
    }

    func pidFile(_ service: ServiceName) -> String { "\(folder.path)/\(service.rawValue).pid" }

    func pid(_ service: ServiceName) -> pid_t? {
      let text = try? String(contentsOfFile: pidFile(service), encoding: .utf8)
      return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// Counts turns and not time: among hundreds of tests on two threads a turn may take minutes, and
    /// what is waited for has as few of them.
    func wait(_ what: String, _ condition: () -> Bool) async throws {
      for _ in 0..<12_000 {
        if condition() { return }
        try await Task.sleep(for: .milliseconds(10))
      }
      try #require(condition(), "waited too long until \(what)")
    }
  }

  private func isAlive(_ pid: pid_t?) -> Bool { pid.map { kill($0, 0) == 0 } ?? false }

  @Test func `up starts all, restarts one that was killed, refuses a second, and stops all`()
    async throws
  {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases { try site.daemon(service) }
    async let status = Program.run(["up", "--data", site.data], in: site.environment)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    #expect(
      site.lines.out == [
        "ready registry findings watch liaison notifier; data \(site.data); pid \(getpid())"
      ])

    let second = await Program.run(["up", "--data", site.data, "--json"], in: site.environment)
    #expect(second == .refused)
    #expect(site.lines.err.last?.contains("already-running") == true)
    #expect(site.lines.err.last?.contains("pid \(getpid())") == true)

    let first = site.pid(.watch)
    kill(try #require(first), SIGKILL)
    try await site.wait("watch is back") { site.pid(.watch) != first && isAlive(site.pid(.watch)) }
    try await site.wait("its return is told") { site.lines.err.last == "watch kini siap." }
    #expect(
      site.lines.err.suffix(2) == [
        "watch dihentikan sinyal 9; langsung dijalankan lagi (\(site.data)/logs/watch.log).",
        "watch kini siap.",
      ])

    site.stop.yield(SIGTERM)
    #expect(await status == .done)
    for service in ServiceName.allCases { #expect(!isAlive(site.pid(service))) }
    #expect(site.lines.out.count == 1)
  }

  @Test func `one that fails before it is ready is told with its last words and tried again`()
    async throws
  {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases where service != .findings { try site.daemon(service) }
    let mark = site.folder.path + "/failed-once"
    try site.script(
      .findings,
      "if [ ! -e \(mark) ]; then touch \(mark); echo 'terpadu: no room' >&2; exit 3; fi\n"
        + "echo ready\nexec cat >/dev/null")
    async let status = Program.run(
      ["up", "--data", site.data, "--lang", "en", "--exercise", "--clock-start", "2026-03-04"],
      in: site.environment)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    #expect(
      site.lines.err == [
        "findings ended with status 3 before it was ready: no room; next try in 0.1 s"
          + " (\(site.data)/logs/findings.log).",
        "findings is ready now.",
      ])
    #expect(site.lines.out.first?.contains("[EXERCISE] clock 4 Mar 2026 00:0") == true)
    site.stop.yield(SIGINT)
    #expect(await status == .done)

    let mixed = await Program.run(["up", "--data", site.data, "--json"], in: site.environment)
    #expect(mixed == .refused)
    #expect(site.lines.err.last?.contains("instance-is-exercise") == true)
  }

  @Test(arguments: [
    ("log-not-written", "log tidak dapat ditulis"), ("open-files", "terlalu sedikit berkas"),
    ("address-in-use", "alamatnya sudah dipakai"), ("fatal", "cakramnya menolak"),
  ])
  func `why a service ended is told in the reader's language, the details as they are`(
    word: String, text: String
  ) async throws {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases where service != .watch { try site.daemon(service) }
    try site.script(.watch, "echo 'terpadu: \(word): as it is (SQLite 13)' >&2; exit 1")
    async let status = Program.run(["up", "--data", site.data], in: site.environment)
    try await site.wait("the failure is told") { !site.lines.err.isEmpty }
    let sentence = try #require(site.lines.err.first)
    #expect(sentence.contains(text), "\(sentence)")
    #expect(sentence.contains("(as it is (SQLite 13))"), "\(sentence)")
    try site.daemon(.watch)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    site.stop.yield(SIGTERM)
    #expect(await status == .done)
  }

  @Test func `a newer file is told in the reader's language`() async throws {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases where service != .watch { try site.daemon(service) }
    try site.script(.watch, "echo 'terpadu: newer-file: schema 3 of watch' >&2; exit 1")
    async let status = Program.run(["up", "--data", site.data], in: site.environment)
    try await site.wait("the failure is told") { !site.lines.err.isEmpty }
    let sentence = try #require(site.lines.err.first)
    #expect(sentence.contains("ditulis program yang lebih baru"), "\(sentence)")
    #expect(sentence.contains("(schema 3 of watch)"), "\(sentence)")
    try site.daemon(.watch)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    site.stop.yield(SIGTERM)
    #expect(await status == .done)
  }

  @Test(arguments: ["id", "en"])
  func `a log that is followed no more is told with what to do, and the rest is ready`(
    language: String
  ) async throws {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases where service != .watch { try site.daemon(service) }
    try site.script(
      .watch,
      "echo stopped findings older-head\necho stopped registry of-tomorrow\necho ready\n"
        + "exec cat >/dev/null")
    async let status = Program.run(
      ["up", "--data", site.data, "--json", "--lang", language], in: site.environment)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    let ready = try #require(site.lines.out.first)
    #expect(
      ready.contains(
        #""stopped":[{"reason":"older-head","service":"watch","source":"findings"},"#
          + #"{"reason":"of-tomorrow","service":"watch","source":"registry"}]"#), "\(ready)")
    let head =
      language == "id"
      ? "watch TIDAK LAGI MENGIKUTI log findings: log dipulihkan dari salinan lama."
      : "watch FOLLOWS the log of findings NO MORE: log restored from an older copy."
    let sentence = try #require(site.lines.err.first)
    #expect(sentence.hasPrefix(head), "\(sentence)")
    #expect(sentence.contains("--service findings"), "\(sentence)")
    #expect(site.lines.err.last?.contains("of-tomorrow") == true)
    site.stop.yield(SIGTERM)
    #expect(await status == .done)
  }

  @Test func `a program that is not there is told and waited for`() async throws {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases where service != .registry { try site.daemon(service) }
    async let status = Program.run(["up", "--data", site.data], in: site.environment)
    try await site.wait("the failure is told") { !site.lines.err.isEmpty }
    #expect(site.lines.err.first?.hasPrefix("registry tidak dapat dijalankan (") == true)
    try site.daemon(.registry)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    site.stop.yield(SIGTERM)
    #expect(await status == .done)
  }

  @Test func `one that dies is started again although what it started lives on`() async throws {
    let site = try Site()
    defer { try? FileManager.default.removeItem(at: site.folder) }
    for service in ServiceName.allCases where service != .watch { try site.daemon(service) }
    // The sleeper keeps the daemon's standard output open.
    let sleeper = site.folder.path + "/sleeper.pid"
    try site.script(
      .watch,
      "sleep 60 & echo $! >\(sleeper)\necho $$ >\(site.pidFile(.watch)).new\n"
        + "mv \(site.pidFile(.watch)).new \(site.pidFile(.watch))\necho ready\nexec cat >/dev/null")
    async let status = Program.run(["up", "--data", site.data], in: site.environment)
    try await site.wait("all are ready") { !site.lines.out.isEmpty }
    let kept = try #require(
      pid_t(String(contentsOfFile: sleeper, encoding: .utf8).filter(\.isNumber)))
    try site.daemon(.watch)
    let first = try #require(site.pid(.watch))
    kill(first, SIGKILL)
    try await site.wait("watch is back") { site.pid(.watch) != first && isAlive(site.pid(.watch)) }
    #expect(isAlive(kept))
    kill(kept, SIGKILL)
    site.stop.yield(SIGTERM)
    #expect(await status == .done)
  }
}
