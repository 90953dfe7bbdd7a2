import CountrySimulation
import Foundation
import Synchronization

/// Several processes that share out the seeds, and the sum of what they saw.
struct SeedCrew {
  let first: UInt64
  let count: UInt64
  let jobs: Int
  let failuresMax: Int

  /// - Parameter end: after which no more outcomes are waited for.
  func run(until end: Date?) throws -> Tally {
    let tally = Mutex(Tally())
    let workers = try (0..<UInt64(jobs)).filter { $0 < count }.map { try start($0) }
    let readers = workers.map { worker, output in
      let reader = Thread {
        LineReader(output).forEachLine { line in
          let isOver = tally.withLock { tally in
            tally.add(line)
            return tally.failed >= failuresMax || end.map { $0 < Date() } ?? false
          }
          if isOver { worker.terminate() }
        }
      }
      reader.start()
      return reader
    }
    for (worker, _) in workers { worker.waitUntilExit() }
    while readers.contains(where: { !$0.isFinished }) { Thread.sleep(forTimeInterval: 0.01) }
    var sum = tally.withLock { $0 }
    for (worker, _) in workers {
      let wasStopped =
        worker.terminationReason == .uncaughtSignal && worker.terminationStatus == SIGTERM
      guard !wasStopped, worker.terminationStatus != 0 else { continue }
      sum.noteDeath(of: worker.processIdentifier, status: worker.terminationStatus)
    }
    return sum
  }

  private func start(_ index: UInt64) throws -> (Process, FileHandle) {
    let worker = Process()
    worker.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    worker.arguments = [
      "--worker", "--from", String(first + index), "--seeds", String(count - index), "--jobs",
      String(jobs),
    ]
    let pipe = Pipe()
    worker.standardOutput = pipe
    try worker.run()
    return (worker, pipe.fileHandleForReading)
  }
}

/// Hands on what comes from a pipe, line by line, to its end.
private struct LineReader {
  private let handle: FileHandle

  init(_ handle: FileHandle) { self.handle = handle }

  func forEachLine(_ body: (Data) -> Void) {
    var rest = Data()
    while true {
      let chunk = handle.availableData
      guard !chunk.isEmpty else { return }
      rest.append(chunk)
      while let end = rest.firstIndex(of: 10) {
        body(Data(rest[rest.startIndex..<end]))
        rest = Data(rest[rest.index(after: end)...])
      }
    }
  }
}
