import Domain

/// The domain clocks of a simulated country's hosts: one time, from which each host's clock may
/// differ.
final class CountryClock {
  static let start = Timestamp(startOf: CalendarDate(dayNumber: 20_514), in: .wib)

  private let loop: SimulationLoop
  /// By how much the whole country has leapt ahead.
  private var leapMilliseconds: Int64 = 0
  private var skewMilliseconds: [String: Int64] = [:]
  /// How much a host's clock gains, in parts of a million, and since when.
  private var drifts: [String: (perMillion: Int64, since: Int64)] = [:]

  init(on loop: SimulationLoop) { self.loop = loop }

  /// The true time.
  var now: Timestamp {
    Timestamp(
      milliseconds: CountryClock.start.milliseconds + loop.now / 1_000 + leapMilliseconds)
  }

  /// What a host's clock shows.
  func now(at host: String) -> Timestamp {
    var skew = skewMilliseconds[host] ?? 0
    if let drift = drifts[host] {
      skew += (loop.now - drift.since) * drift.perMillion / 1_000_000_000
    }
    return Timestamp(milliseconds: now.milliseconds + skew)
  }

  /// Everybody's time goes on by this much at once: days pass in which nothing happens.
  func leap(milliseconds: Int64) { leapMilliseconds += milliseconds }

  func step(_ host: String, milliseconds: Int64) {
    skewMilliseconds[host, default: 0] += milliseconds
  }

  func drift(_ host: String, perMillion: Int64) {
    drifts[host] = (perMillion, loop.now)
  }

  /// Every clock shows the true time again.
  func synchronise() {
    skewMilliseconds = [:]
    drifts = [:]
  }
}
