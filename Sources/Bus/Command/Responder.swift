internal import Synchronization

/// Answers one request, once, from any thread. Further answers, and one to a peer that has gone,
/// do nothing but count. Let go without an answer, it leaves the client to its own deadline.
public final class Responder: Sendable {
  private let door: Door
  private let envelope: Envelope
  private let peer: DoorPeer
  private let isDone = Atomic<Bool>(false)

  init(door: Door, envelope: Envelope, peer: DoorPeer) {
    self.door = door
    self.envelope = envelope
    self.peer = peer
  }

  deinit {
    if !isDone.load(ordering: .relaxed) { door.release(peer) }
  }

  /// - Returns: false when the request had its answer already.
  @discardableResult
  public func answer(_ body: [[UInt8]]) -> Bool { finish(envelope.answer, body) }

  /// Refuses the request itself; a service's own refusal is an answer.
  @discardableResult
  public func refuse(_ word: WireWord, _ more: [[UInt8]] = []) -> Bool {
    finish(envelope.refusal, [word.frame] + more)
  }

  private func finish(_ envelope: Envelope, _ body: [[UInt8]]) -> Bool {
    if isDone.exchange(true, ordering: .relaxed) { return false }
    door.finish(envelope, body, for: peer)
    return true
  }
}
