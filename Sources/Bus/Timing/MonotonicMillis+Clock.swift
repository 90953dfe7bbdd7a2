extension MonotonicMillis {
  private static let origin = ContinuousClock.now

  /// The time now, on the clock that the poll thread's timers use.
  static var now: MonotonicMillis {
    let (seconds, attoseconds) = (ContinuousClock.now - origin).components
    return MonotonicMillis(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }
}
