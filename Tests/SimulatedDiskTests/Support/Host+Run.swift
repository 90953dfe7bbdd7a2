import SimulatedDisk

extension Host {
  static let texts = (1...5).map { String(repeating: "\($0)", count: 900 * $0 * $0) }

  /// Five commits with a checkpoint after the third, on a host that dies at an operation, counted
  /// from the end of the start.
  /// - Returns: how many were confirmed, and whether it has died.
  func run(dyingAt number: Int, as outcome: DiskOutcome) throws -> (confirmed: Int, hasDied: Bool) {
    let process = try start()
    let fatal = disk.counters.operations + number
    disk.plan = { $0.number == fatal ? outcome : .proceed }
    defer { disk.plan = nil }
    var confirmed = 0
    for (index, text) in Host.texts.enumerated() {
      if process.append(text) { confirmed += 1 }
      if index == 2 { process.idle() }
    }
    return (confirmed, disk.isFrozen)
  }
}
