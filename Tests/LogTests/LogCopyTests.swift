import Foundation
import GRDB
import Log
import Testing

@Suite struct LogCopyTests {
  /// A closed log of fifty records.
  private func log(in folder: TestFolder) async throws -> String {
    let log = try TestLog(folder)
    for number in 1...50 {
      try await log.append(String(repeating: "record \(number) ", count: 40))
    }
    return log.database.path
  }

  private func expectDamaged(_ path: String, _ fault: String) throws {
    #expect { try LogCopy(of: path, to: path + ".copy") } throws: {
      ($0 as? LogError) == LogError(.damaged, fault)
    }
  }

  @Test func `a sound file is copied, and its copy is sound`() async throws {
    let folder = try TestFolder()
    let path = try await log(in: folder)
    #expect(try LogCopy(of: path, to: path + ".copy").head.sequence == 50)
    #expect(try LogCopy.fault(at: path + ".copy") == nil)
  }

  @Test func `a file with a damaged page, or one that is none, is not copied`() async throws {
    let folder = try TestFolder()
    let path = try await log(in: folder)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: try file.seekToEnd() - 3 * 4_096)
    try file.write(contentsOf: Data(repeating: 0xff, count: 4_096))
    try file.close()
    try expectDamaged(path, "pages")
    try Data("no database".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.removeItem(atPath: path + ".copy")
    try expectDamaged(path, "pages")
  }

  @Test func `a changed record is not copied as one`() async throws {
    let folder = try TestFolder()
    let path = try await log(in: folder)
    let queue = try DatabaseQueue(path: path)
    try await queue.writeWithoutTransaction {
      try $0.execute(sql: "UPDATE log_record SET payload = x'00' WHERE seq = 12")
    }
    try queue.close()
    try expectDamaged(path, "hash 12")
  }
}
