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
  func command<Content: Command>(
    _ content: Content, to named: ServiceName? = nil, as unit: UnitID?, document: [UInt8]? = nil
  ) async throws -> Content.Answer? {
    let index = commands.count
    var command = try CommandRecord(
      content, to: try service(of: content, named), as: unit, id: "c-\(index)",
      document: document ?? [])
    command.firstSentAt = site.clock.now
    commands.append(command)
    let outcome = await settle(index)
    commands[index].answeredAt = site.clock.now
    // Now and then somebody presses the button twice.
    if random.once(in: 10) { _ = await settle(index) }
    if random.once(in: 12) { await reuseIdentifier(of: index) }
    guard case .accepted(let bytes) = outcome else { return nil }
    return try EventCoding.decode(Content.Answer.self, from: bytes)
  }

  /// Asks until somebody answers.
  func query<Content: Query>(
    _ content: Content, of named: ServiceName? = nil
  ) async throws -> Content.Answer {
    let service = try service(of: content, named)
    let head = try RequestHead(content)
    while true {
      switch await attempt(head, service, []) {
      case .accepted(let bytes): return try EventCoding.decode(Content.Answer.self, from: bytes)
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

  private func service<Content: ServiceRequest>(
    of _: Content, _ named: ServiceName?
  ) throws -> ServiceName {
    guard let service = Content.service ?? named else {
      throw Refusal(.internal, rule: "no-service", ["name": Content.name.rawValue])
    }
    return service
  }

  /// A unit's own system gives the identifier of a command to another one by mistake.
  private func reuseIdentifier(of index: Int) async {
    var other = commands[index].altered
    other.firstSentAt = site.clock.now
    commands.append(other)
    let number = commands.count - 1
    _ = await settle(number)
    commands[number].answeredAt = site.clock.now
  }

  private func settle(_ index: Int) async -> CommandRecord.Outcome {
    let (head, service) = (commands[index].head, commands[index].service)
    while true {
      commands[index].sentCount += 1
      let outcome = await attempt(head, service, commands[index].document)
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
    _ head: RequestHead, _ service: ServiceName, _ document: [UInt8]
  ) async -> CommandRecord.Outcome? {
    do {
      let client = try await client(of: service)
      let body = [try EventCoding.encode(head)] + (document.isEmpty ? [] : [document])
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

extension CommandRecord {
  /// The same command under the same identifier, with other content that is as lawful: another text,
  /// another spelling of what it names, or a document with one more line.
  fileprivate var altered: CommandRecord {
    var altered = unsent
    for field in RequestCatalogue.type(named: name)?.fields ?? [] {
      switch (field.form, fields.values[field.name]) {
      case (.text, let value):
        let text = if case .text(let text)? = value { text + " lain" } else { "lain" }
        altered.fields.values[field.name] = .text(text)
      case (.reference, .text(let text)?):
        altered.fields.values[field.name] = .text(text.uppercased())
      default: break
      }
    }
    if !document.isEmpty { altered.document.append(UInt8(ascii: "\n")) }
    return altered
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
