package import Bus
import Foundation
package import Log
import Security

/// What a host runs on: the operating system, or the parts of a simulation.
package struct HostMachine: Sendable {
  /// Starts the bus of this name.
  package var startBus: @Sendable (String, @escaping Authoriser) async throws -> MessageBus
  /// Starts the queue of this name for reads beside the writer.
  package var startReading: @Sendable (String) -> any ReadingQueue
  package var startWriter: @Sendable (LogDatabase, LogWriter.Handlers) throws -> LogWriter
  /// That many bytes by chance, for identifiers.
  package var entropy: @Sendable (Int) -> [UInt8]
  /// Runs what blocks, off the pool of tasks, and returns when it is done.
  package var block: @Sendable (@escaping @Sendable () -> Void) async -> Void
  /// Begins a task that nobody awaits, from wherever it is called; its steps must end by themselves.
  package var begin: @Sendable (@escaping @Sendable () async -> Void) -> Void

  package init(
    startBus: @escaping @Sendable (String, @escaping Authoriser) async throws -> MessageBus,
    startReading: @escaping @Sendable (String) -> any ReadingQueue,
    startWriter: @escaping @Sendable (LogDatabase, LogWriter.Handlers) throws -> LogWriter,
    entropy: @escaping @Sendable (Int) -> [UInt8],
    block: @escaping @Sendable (@escaping @Sendable () -> Void) async -> Void,
    begin: @escaping @Sendable (@escaping @Sendable () async -> Void) -> Void
  ) {
    self.startBus = startBus
    self.startReading = startReading
    self.startWriter = startWriter
    self.entropy = entropy
    self.block = block
    self.begin = begin
  }

  /// libzmq, threads and chance as the system gives them.
  package static let system = HostMachine(
    startBus: { try await MessageBus.start(name: $0, authoriser: $1) },
    startReading: { ReadingThread(name: $0) },
    startWriter: { try LogWriter($0, handlers: $1) },
    entropy: { Entropy.bytes($0) },
    block: { body in
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          body()
          continuation.resume()
        }
      }
    },
    begin: { work in Task { await work() } })
}
