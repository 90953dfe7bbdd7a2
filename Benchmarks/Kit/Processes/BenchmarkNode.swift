import Domain
import Foundation
import Log

/// What the processes of a measurement have in common.
enum BenchmarkNode {
  /// The disk failed: as a service does, the process ends without another word.
  static func fail(_ error: LogError) {
    FileHandle.standardError.write(Data("terpadu-bench: \(error)\n".utf8))
    exit(1)
  }
}

extension Timestamp {
  static var wallClock: Timestamp {
    var reading = timespec()
    clock_gettime(CLOCK_REALTIME, &reading)
    return Timestamp(
      milliseconds: Int64(reading.tv_sec) * 1_000 + Int64(reading.tv_nsec) / 1_000_000)
  }
}
