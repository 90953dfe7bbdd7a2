import GRDB
import Log
import SimulatedDisk
import Testing

/// What holds for the whole process is tested in a process of its own.
struct ReplayTests {
  @Test func `one seed makes the same files, byte for byte, another seed others`() async {
    await #expect(processExitsWith: .success) {
      func files(seed: UInt64) throws -> [[UInt8]?] {
        SimulatedDisk.seed(seed)
        var dice = SeededGenerator(seed: seed)
        let host = try Host()
        do {
          let process = try host.start()
          for text in Host.texts { #expect(process.append(text)) }
        }
        do {
          let process = try host.start()
          #expect(process.append("on"))
          host.disk.plan = { $0.kind == .sync ? .freeze : .proceed }
          #expect(!process.append("last"))
        }
        host.disk.plan = nil
        host.disk.cutPower(using: &dice)
        return [host.disk.bytes(of: Host.log), host.disk.bytes(of: Host.wal)]
      }
      let first = try files(seed: 1)
      let other = try files(seed: 2)
      #expect(first[1] != nil)
      #expect(try files(seed: 1) == first)
      #expect(other != first)
    }
  }

  @Test func `SQLite's clock stands where it was set`() async {
    await #expect(processExitsWith: .success) {
      SimulatedDisk.setTime(millisecondsSince1970: 1_772_616_000_000)
      let host = try Host()
      let queue = try DatabaseQueue(path: host.path)
      let time = try queue.read { try String.fetchOne($0, sql: "SELECT CURRENT_TIMESTAMP") }
      #expect(time == "2026-03-04 09:20:00")
    }
  }
}
