import Dispatch
import Foundation

/// SIGINT and SIGTERM as a stream instead of the end of the program.
enum StopSignals {
  static func stream() -> AsyncStream<Int32> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Int32.self, bufferingPolicy: .bufferingOldest(16))
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The handler holds its source: it lasts as long as the program.
      source.setEventHandler { withExtendedLifetime(source) { _ = continuation.yield(number) } }
      source.activate()
    }
    return stream
  }
}
