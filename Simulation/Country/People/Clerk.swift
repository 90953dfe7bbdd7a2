import Bus
import Domain
import Events
import ServiceRuntime
import SimulationChecks

/// The people of a simulated country who give commands, through the shipped client: who gets no answer
/// gives the same command again.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class Clerk: @unchecked Sendable {
  private let site: SimulatedSite
  private let bus: MessageBus
  private var clients: [ServiceName: CommandClient] = [:]
  private var random: SimulationRandom
  private(set) var commands: [CommandRecord] = []

  init(at site: SimulatedSite, random: SimulationRandom) {
    self.site = site
    self.random = random
    let process = SimulatedProcess(host: People.host, on: site.loop)
    bus = MessageBus(
      SimulatedThread(of: process, network: site.network, random: self.random.split()),
      authoriser: { _, _ in nil })
  }

  /// Gives a command until somebody accepts or refuses it.
  /// - Returns: its answer; `nil` when it was refused.
  @discardableResult
  func command<Answer: Decodable>(
    _ service: ServiceName, _ name: RequestName, as unit: UnitID?,
    _ parameters: [String: String] = [:], document: [UInt8]? = nil,
    as _: Answer.Type = Answer.self
  ) async throws -> Answer? {
    let index = commands.count
    let head = RequestHead(
      .command, name, as: unit, commandID: "c-\(index)", parameters: parameters)
    var command = CommandRecord(
      service, name, as: unit, id: "c-\(index)", parameters: parameters,
      document: document ?? [])
    command.firstSentAt = site.clock.now
    commands.append(command)
    let outcome = await settle(head, service, document, index)
    commands[index].answeredAt = site.clock.now
    // Now and then somebody presses the button twice.
    if random.once(in: 10) { _ = await settle(head, service, document, index) }
    if random.once(in: 12) { await reuseIdentifier(of: index, document) }
    guard case .accepted(let bytes) = outcome else { return nil }
    return try EventCoding.decode(Answer.self, from: bytes)
  }

  /// Asks until somebody answers.
  func query<Answer: Decodable>(
    _ service: ServiceName, _ name: RequestName, _ parameters: [String: String] = [:],
    as unit: UnitID? = nil
  ) async throws -> Answer {
    let head = RequestHead(.query, name, as: unit, parameters: parameters)
    while true {
      switch await attempt(head, service, nil) {
      case .accepted(let bytes): return try EventCoding.decode(Answer.self, from: bytes)
      case .refused(let refusal) where !mayPass(refusal, of: service): throw refusal
      case .refused, nil: await site.pause(Int64(random.number(50_000...1_000_000)))
      }
    }
  }

  /// Whether people are to ask again. That its file cannot be read, a service may say only after
  /// something was done to its disk.
  private func mayPass(_ refusal: Refusal, of service: ServiceName) -> Bool {
    refusal.code == .unavailable
      && (refusal.rule != "reading-failed" || site.harmedDisks.contains(service))
  }

  /// A unit's own system gives the identifier of a command to another one by mistake.
  private func reuseIdentifier(of index: Int, _ document: [UInt8]?) async {
    let first = commands[index]
    let parameters = first.parameters.merging(["note": "lain"]) { $1 }
    var other = CommandRecord(
      first.service, first.name, as: first.unit, id: first.id, parameters: parameters,
      document: first.document)
    other.firstSentAt = site.clock.now
    commands.append(other)
    let head = RequestHead(
      .command, first.name, as: first.unit, commandID: first.id, parameters: parameters)
    let number = commands.count - 1
    _ = await settle(head, first.service, document, number)
    commands[number].answeredAt = site.clock.now
  }

  private func settle(
    _ head: RequestHead, _ service: ServiceName, _ document: [UInt8]?, _ index: Int
  ) async -> CommandRecord.Outcome {
    while true {
      commands[index].sentCount += 1
      let outcome = await attempt(head, service, document)
      if let outcome { commands[index].outcomes.append(outcome) }
      switch outcome {
      case nil: await site.pause(Int64(random.number(50_000...1_500_000)))
      case .refused(let refusal)? where refusal.code == .unavailable:
        await site.pause(Int64(random.number(50_000...1_500_000)))
      case let outcome?:
        if case .refused(let refusal) = outcome, refusal.code == .internal {
          site.fault("internal", "\(commands[index]): \(refusal.parameters)")
        }
        site.note("command \(head.commandID ?? "") \(head.name.rawValue): \(outcome.word)")
        return outcome
      }
    }
  }

  private func attempt(
    _ head: RequestHead, _ service: ServiceName, _ document: [UInt8]?
  ) async -> CommandRecord.Outcome? {
    do {
      let client = try await client(of: service)
      let body = [try EventCoding.encode(head)] + (document.map { [$0] } ?? [])
      let limit = Duration.milliseconds(random.number(500...5_000))
      let frames = try await client.request(.request, body, timeout: limit)
      guard frames.count == 2 else { return nil }
      if let refusal = try EventCoding.decode(AnswerHead.self, from: frames[0]).refusal {
        return .refused(refusal)
      }
      return .accepted(frames[1])
    } catch {
      // No answer in time, or a refusal by the door that may pass.
      return nil
    }
  }

  private func client(of service: ServiceName) async throws -> CommandClient {
    if let client = clients[service] { return client }
    let client = CommandClient(bus: bus)
    clients[service] = client
    try await client.connect(to: site.meetingPlace.address(of: service).door)
    return client
  }

  func close() async {
    for client in clients.values { await client.close() }
    await bus.close()
  }
}

extension CommandRecord.Outcome {
  var word: String {
    switch self {
    case .accepted: "accepted"
    case .refused(let refusal): "refused, \(refusal.field) \(refusal.rule)"
    }
  }
}
