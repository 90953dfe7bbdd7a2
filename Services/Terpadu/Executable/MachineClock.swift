/// The machine's clock that never goes back.
enum MachineClock {
  private static let start = ContinuousClock.now

  static var uptime: Duration { ContinuousClock.now - start }
}
