import Domain
import Events
import Synchronization
import TerpaduCommands

/// A door behind which answers lie ready: each request takes the next one for its name.
final class FakeDoor: Door {
  struct Asked: Sendable {
    var service: ServiceName
    var head: RequestHead
    var document: [UInt8]?
  }

  typealias Reply = @Sendable (Asked) throws -> [UInt8]

  private struct State {
    var replies: [String: [Reply]] = [:]
    var asked: [Asked] = []
    var deliveries: [[UInt8]] = []
    var stored = 0
  }

  private let state = Mutex(State())

  var asked: [Asked] { state.withLock { $0.asked } }
  var storedCount: Int { state.withLock { $0.stored } }

  /// What was asked with requests of one type, in order.
  func asked<Content: ServiceRequest>(_: Content.Type) throws -> [Content] {
    try asked.filter { $0.head.name == Content.name }.map {
      try EventCoding.decode(Content.self, from: EventCoding.encode($0.head.fields))
    }
  }

  /// Answers the next request of this type; the last reply of a type stays.
  /// - Parameter service: to be named for what every service answers.
  func reply(
    _ type: any ServiceRequest.Type, by service: ServiceName? = nil, _ reply: @escaping Reply
  ) {
    guard let service = type.service ?? service else { fatalError("\(type) of which service?") }
    state.withLock { $0.replies[key(service, type.name), default: []].append(reply) }
  }

  func reply<Content: ServiceRequest>(
    _ type: Content.Type, by service: ServiceName? = nil, _ answer: Content.Answer
  ) {
    reply(type, by: service) { _ in try EventCoding.encode(answer) }
  }

  func reply(
    _ type: any ServiceRequest.Type, by service: ServiceName? = nil, json: String
  ) {
    reply(type, by: service) { _ in Array(json.utf8) }
  }

  func reply(
    _ type: any ServiceRequest.Type, by service: ServiceName? = nil, failing error: any Error
  ) {
    reply(type, by: service) { _ in throw error }
  }

  /// What a followed mailbox pushes before it ends.
  func push(_ entries: [InboxEntry]) throws {
    let encoded = try entries.map { try EventCoding.encode($0) }
    state.withLock { $0.deliveries += encoded }
  }

  func request(
    _ service: ServiceName, _ head: RequestHead, document: [UInt8]?, within: Duration
  ) async throws -> [UInt8] {
    let asked = Asked(service: service, head: head, document: document)
    let reply = state.withLock { state -> Reply? in
      state.asked.append(asked)
      let key = key(service, head.name)
      guard let replies = state.replies[key], let first = replies.first else { return nil }
      if replies.count > 1 { state.replies[key]?.removeFirst() }
      return first
    }
    guard let reply else { throw DoorError.noAnswer(service, within: within) }
    return try reply(asked)
  }

  func mailbox(
    of unit: UnitID, epoch: UInt64, after position: UInt64
  ) async throws -> AsyncThrowingStream<MailboxDelivery, any Error> {
    let (stream, continuation) = AsyncThrowingStream<MailboxDelivery, any Error>.makeStream()
    for entry in state.withLock({ $0.deliveries }) {
      continuation.yield(
        MailboxDelivery(entry: entry) { [self] in state.withLock { $0.stored += 1 } })
    }
    continuation.finish()
    return stream
  }

  func close() async {}

  private func key(_ service: ServiceName, _ name: RequestName) -> String {
    "\(service.rawValue) \(name.rawValue)"
  }
}
