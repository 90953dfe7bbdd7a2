import Bus
package import Domain
package import Events
import Foundation
package import ServiceRuntime

/// The doors of a running system, over the sockets in its data directory.
package actor BusDoor: Door {
  private let data: DataDirectory
  private var bus: MessageBus?
  private var clients: [ServiceName: CommandClient] = [:]
  private var mailboxes: [MailboxClient] = []

  package init(data: DataDirectory) {
    self.data = data
  }

  package func request(
    _ service: ServiceName, _ head: RequestHead, document: [UInt8]?, within limit: Duration
  ) async throws -> [UInt8] {
    let client = try await client(of: service)
    var body = [try EventCoding.encode(head)]
    if let document { body.append(document) }
    let frames: [[UInt8]]
    do {
      frames = try await client.request(.request, body, timeout: limit)
    } catch let failure as RequestFailure {
      throw BusDoor.error(failure, service, within: limit)
    }
    guard let first = frames.first, frames.count <= 2 else {
      throw DoorError.malformed(service, detail: "\(frames.count) frames")
    }
    let answer: AnswerHead
    do {
      answer = try EventCoding.decode(AnswerHead.self, from: first)
    } catch {
      throw DoorError.malformed(service, detail: String(describing: error))
    }
    if let refusal = answer.refusal { throw refusal }
    return frames.count == 2 ? frames[1] : []
  }

  package func mailbox(
    of unit: UnitID, epoch: UInt64, after position: UInt64
  ) async throws -> AsyncThrowingStream<MailboxDelivery, any Error> {
    let stream = MailboxStream(unit: unit)
    let client = MailboxClient(bus: try await openBus(), unit: unit, sink: stream)
    mailboxes.append(client)
    try await client.start(
      at: .ipc(path: data.doorSocket(of: .notifier)),
      after: MailboxPosition(epoch: epoch, position: position))
    return stream.deliveries
  }

  package func close() async {
    for mailbox in mailboxes { await mailbox.close() }
    for client in clients.values { await client.close() }
    await bus?.close()
    mailboxes = []
    clients = [:]
    bus = nil
  }

  private func client(of service: ServiceName) async throws -> CommandClient {
    if let client = clients[service] { return client }
    let path = data.doorSocket(of: service)
    // A service that is being started again has no socket for a moment; without a supervisor
    // nothing will come.
    if !SupervisorLock.isHeld(data) {
      try data.requireSystem()
      guard FileManager.default.fileExists(atPath: path) else {
        throw DoorError.notRunning(data: data.path)
      }
    }
    let bus = try await openBus()
    // Another request may have made it meanwhile.
    if let client = clients[service] { return client }
    let client = CommandClient(bus: bus)
    clients[service] = client
    try await client.connect(to: .ipc(path: path))
    return client
  }

  private func openBus() async throws -> MessageBus {
    if let bus { return bus }
    let started = try await MessageBus.start(name: "terpadu")
    if let bus {
      await started.close()
      return bus
    }
    bus = started
    return started
  }

  private static func error(
    _ failure: RequestFailure, _ service: ServiceName, within limit: Duration
  ) -> any Error {
    switch failure {
    case .unreachable, .noAnswer, .closed: DoorError.noAnswer(service, within: limit)
    case .overloaded, .refused(.overloaded):
      Refusal(.unavailable, rule: "overloaded", ["service": service.rawValue])
    case .oversize: Refusal(.invalid, rule: "request-too-large")
    case .refused(let word):
      Refusal(
        word == .forbidden ? .forbidden : .unavailable, rule: "door-refused",
        ["service": service.rawValue, "word": word.rawValue])
    }
  }
}
