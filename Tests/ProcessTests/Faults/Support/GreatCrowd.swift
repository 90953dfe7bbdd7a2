import Domain
import Foundation

/// More mailbox readers than one process may hold files for: several processes of them, and what they
/// have said so far.
final class GreatCrowd {
  /// What has happened to one reader.
  struct Reader {
    let unit: String
    var isOpen = false
    var messages: [String] = []
    var faults: [String] = []
  }

  /// Each reader takes four files, five while it connects.
  private static let readersPerProcess = 1_000

  private(set) var readers: [Reader]
  private let processes: [SpawnedProcess]
  private let outputs: [FileHandle]
  /// What of each process's output is not a whole line yet.
  private var rests: [Data]

  /// Starts so many readers, the units in turn.
  init(_ count: Int, of units: [String], at door: UnitDoor, in system: TestSystem) throws {
    let keys = "\(system.folder)/crowd-keys"
    try Data(try door.keyList(of: units).utf8).write(to: URL(fileURLWithPath: keys))
    var processes: [SpawnedProcess] = []
    var outputs: [FileHandle] = []
    for first in stride(from: 0, to: count, by: Self.readersPerProcess) {
      let files = "\(system.folder)/crowd-\(first)"
      let share = min(Self.readersPerProcess, count - first)
      processes.append(
        try SpawnedProcess(
          [
            // They stand for other machines, and leave the processor to the services.
            "/usr/bin/env", "nice", "-n", "5", "\(TestSystem.buildFolder)/terpadu-crowd",
            "\(door.port)", try door.serverKeyDigits(),
            keys, "\(first)", "\(share)",
          ], files: files))
      outputs.append(
        try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(files).out")))
    }
    self.processes = processes
    self.outputs = outputs
    rests = processes.map { _ in Data() }
    readers = (0..<count).map { Reader(unit: units[$0 % units.count]) }
  }

  struct Ended: Hopeless {
    let ending: SpawnedProcess.Ending
    let errors: String
  }

  /// Takes in what the processes have said since the last time.
  /// - Throws: `Ended` when one of them has ended.
  func read() throws {
    for index in processes.indices {
      if let ending = processes[index].ending {
        throw Ended(ending: ending, errors: processes[index].errors)
      }
      rests[index] += try outputs[index].readToEnd() ?? Data()
      while let end = rests[index].firstIndex(of: UInt8(ascii: "\n")) {
        note(String(decoding: rests[index][..<end], as: UTF8.self))
        rests[index] = rests[index][(end + 1)...]
      }
    }
  }

  func close() {
    for process in processes { process.send(SIGKILL) }
  }

  private func note(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let number = Int(words[1]), readers.indices.contains(number) else {
      return
    }
    switch words[0] {
    case "open": readers[number].isOpen = true
    case "shut": readers[number].isOpen = false
    case "message": readers[number].messages.append(String(words[2]))
    default: readers[number].faults.append(line)
    }
  }
}
