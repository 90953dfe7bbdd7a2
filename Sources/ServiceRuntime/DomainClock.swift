public import Domain
import Foundation

/// The time of the domain: real time, an exercise's time, or a test's.
public struct DomainClock: Sendable {
  private let read: @Sendable () -> Timestamp

  public init(_ read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  /// The clock of a data directory's instance, over the machine's clock.
  public init(instance: Instance) {
    read = { instance.domainTime(at: .machineNow) }
  }

  public func now() -> Timestamp { read() }
}

extension Timestamp {
  /// The machine's clock. Only where a process is put together.
  public static var machineNow: Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
