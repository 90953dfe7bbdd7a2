/// A process of the simulated country, from its start to its end: it may stand still, and it dies
/// once.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SimulatedProcess: @unchecked Sendable {
  /// On which host it runs: partitions are between hosts.
  let host: String
  let loop: SimulationLoop
  private(set) var isFrozen = false
  private(set) var isDead = false
  /// Called at its death, once.
  var onDeath: (() -> Void)?
  /// How many messages it sends until it dies before the next one; `nil` for never.
  var sendsUntilDeath: Int?
  /// The host with whose next answer it dies: the answer is on its way, and nothing else happens.
  var diesAnswering: String?
  private var setAsideWork: [SimulationLoop.Work] = []

  init(host: String, on loop: SimulationLoop) {
    self.host = host
    self.loop = loop
  }

  /// The process dies at this very point: what it does from now on reaches nobody.
  func die() {
    guard !isDead else { return }
    isDead = true
    thaw()
    onDeath?()
    onDeath = nil
  }

  func freeze() { isFrozen = !isDead }

  func thaw() {
    guard isFrozen else { return }
    isFrozen = false
    let work = setAsideWork
    setAsideWork = []
    for item in work { loop.add(item, after: 0, of: self) }
  }

  /// Before each message that it sends.
  func noteSending() {
    guard let left = sendsUntilDeath else { return }
    sendsUntilDeath = left - 1
    if left <= 0 {
      sendsUntilDeath = nil
      die()
    }
  }

  /// After each message that it sends to one peer alone.
  func noteAnswer(to host: String) {
    guard diesAnswering == host else { return }
    diesAnswering = nil
    die()
  }

  func setAside(_ work: SimulationLoop.Work) { setAsideWork.append(work) }
}
