import Bus
import Domain
import Events
import Foundation
import Log
import Logging
import Security
import Synchronization

/// Takes requests from the door to who carries them out, and their answers back: commands to the
/// service's logic on the writer's thread, once, whatever number of times they are sent; queries to
/// the thread beside it.
final class RequestHandler: Sendable {
  private let writer: LogWriter
  private let logic: WriterConfined<any ServiceLogic>
  private let queries: QueryHandler
  private let makeContext: @Sendable (Transaction, Actor) -> Context
  private let adoption: LogAdoption
  private let retry: QuarantineRetry
  private let logger: Logger
  private let begin: @Sendable (@escaping @Sendable () async -> Void) -> Void

  /// - Parameter begin: begins a task that nobody awaits.
  init(
    writer: LogWriter, logic: WriterConfined<any ServiceLogic>, queries: QueryHandler,
    adoption: LogAdoption, retry: QuarantineRetry, logger: Logger,
    begin: @escaping @Sendable (@escaping @Sendable () async -> Void) -> Void,
    makeContext: @escaping @Sendable (Transaction, Actor) -> Context
  ) {
    self.writer = writer
    self.logic = logic
    self.queries = queries
    self.adoption = adoption
    self.retry = retry
    self.logger = logger
    self.begin = begin
    self.makeContext = makeContext
  }

  /// Called on the bus's thread; hands over and returns.
  func take(_ request: DoorRequest, _ responder: Responder) {
    let parsed: Request
    do {
      parsed = try parse(request)
    } catch {
      return answer(.failure(error), Asker(of: request, actor: nil), responder)
    }
    let asker = Asker(of: request, actor: parsed.head.actor)
    if parsed.head.kind == .query {
      return queries.take(parsed) { [self] in answer($0, asker, responder) }
    }
    switch parsed.name {
    case AdoptLog.name:
      // Each of its steps has a time limit, and ends with the bus or the writer.
      begin { [self] in answer(await adopt(parsed), asker, responder) }
    case RetryQuarantine.name: retryQuarantine(parsed, asker, responder)
    default:
      submit(asker, responder) { [self] transaction in
        try carryOut(parsed, context(of: parsed, transaction)) { [logic] in
          try logic.value.execute(parsed, in: $0)
        }
      }
    }
  }

  /// Answers with what `work` returns, when that is durable.
  private func submit(
    _ asker: Asker, _ responder: Responder,
    _ work: @escaping @Sendable (Transaction) throws -> [UInt8]
  ) {
    let box = AnswerBox()
    writer.submit { transaction in
      let bytes = try work(transaction)
      box.bytes.withLock { $0 = bytes }
    } completion: { [self] result in
      answer(result.map { box.bytes.withLock { $0 } }, asker, responder)
    }
  }

  private func context(of request: Request, _ transaction: Transaction) -> Context {
    makeContext(transaction, request.head.actor)
  }

  private func answer(
    _ result: Result<[UInt8], any Error>, _ asker: Asker, _ responder: Responder
  ) {
    switch result {
    case .success(let bytes): reply(AnswerHead(), bytes, responder)
    case .failure(let error as LogError) where error.code == .fatal:
      // Whether it was stored shows after the restart. The client, without an answer, sends it
      // again with the same id and learns it from the next process.
      logger.error("request not answered", metadata: ["error": "\(error)"])
    case .failure(let error):
      reply(AnswerHead(refusal: refusal(for: error, asker)), [], responder)
    }
  }

  /// Asks the log's owner first, which takes its time, and then carries the command out like any.
  private func adopt(_ request: Request) async -> Result<[UInt8], any Error> {
    do {
      try await writer.perform { [self] transaction in
        try requireRight(request, context(of: request, transaction))
      }
      let plan = try await adoption.plan(request.content())
      return .success(
        try await adoption.whilePaused(plan) {
          while try await writer.perform({ [adoption] in try adoption.prepare(plan, in: $0) }) {}
          return try await writer.perform { [self] transaction in
            try carryOut(request, context(of: request, transaction)) { [adoption] in
              try adoption.carryOut(plan, in: $0)
            }
          }
        })
    } catch {
      return .failure(error)
    }
  }

  /// In several transactions; the last one is the command's, with its answer.
  private func retryQuarantine(_ request: Request, _ asker: Asker, _ responder: Responder) {
    retry.run { [self] transaction in
      try requireRight(request, context(of: request, transaction))
      let unit = try RequestHandler.giver(of: request)
      guard let id = request.head.commandID,
        try transaction.answer(for: unit, command: id) == nil
      else { return false }
      _ = try request.content(RetryQuarantine.self)
      return true
    } completion: { [self] result in
      switch result {
      case .failure(let error): answer(.failure(error), asker, responder)
      case .success(let applied):
        submit(asker, responder) { [self] transaction in
          try carryOut(request, context(of: request, transaction)) {
            try QuarantineRetry.conclude(applied, in: $0)
          }
        }
      }
    }
  }

  private func parse(_ request: DoorRequest) throws -> Request {
    guard let frame = request.body.first, request.body.count <= 2 else {
      throw Refusal(.invalid, rule: "malformed-request")
    }
    var head: RequestHead
    do {
      head = try EventCoding.decode(RequestHead.self, from: frame)
    } catch {
      throw Refusal(.invalid, rule: "malformed-request")
    }
    if let type = RequestCatalogue.type(named: head.name), type.kind != head.kind {
      throw Refusal.invalid(
        "kind", "not-one-of",
        ["value": head.kind.rawValue, "allowed": type.kind.rawValue])
    }
    if let user = request.user {
      // What comes from afar is never the command line of this host.
      if head.actor.via != .node { head.actor.via = .link }
      if let claimed = head.unit, claimed.rawValue != user {
        throw Refusal(
          .forbidden, field: "as", rule: "not-your-unit",
          ["unit": claimed.rawValue, "key": user])
      }
      head.actor.unit = UnitID(user)
    }
    let document = request.body.count == 2 ? request.body[1] : []
    guard document.count <= Request.documentBytesMax else {
      throw Refusal.invalid(
        "", "document-too-large",
        ["size": String(document.count), "limit": String(Request.documentBytesMax)])
    }
    return Request(head: head, document: document)
  }

  /// Carries a command out, or gives its stored answer.
  /// - Parameter work: what the command does; not called when it has been carried out before.
  private func carryOut(
    _ request: Request, _ context: Context, _ work: (Context) throws -> any Encodable
  ) throws -> [UInt8] {
    let unit = try RequestHandler.giver(of: request)
    guard let id = request.head.commandID, (1...64).contains(id.utf8.count) else {
      throw Refusal.invalid("command", "required")
    }
    let digest = try RequestHandler.digest(of: request)
    if let stored = try context.transaction.answer(for: unit, command: id, request: digest) {
      return stored.answer
    }
    let answer: [UInt8]
    do {
      try requireRight(request, context)
      answer = try EventCoding.encode(work(context))
    } catch let refusal as Refusal where refusal.restsOnRegistry && !adoption.areLogsSettled {
      // It may be there already: a moment later the same would be accepted.
      throw Refusal(.unavailable, field: refusal.field, rule: "registry-behind")
    }
    try context.append(
      CommandAnswered(
        giver: unit, command: id, request: digest.description,
        answer: String(decoding: answer, as: UTF8.self)),
      subject: .zero)
    return answer
  }

  /// Under whom the answers to commands are kept: the unit, or the local operator.
  private static func giver(of request: Request) throws(Refusal) -> UnitID {
    if let unit = request.head.unit { return unit }
    guard request.head.actor.isOperator else {
      throw Refusal(.forbidden, field: "as", rule: "no-unit")
    }
    return UnitID("operator")
  }

  /// The content of a command: its name, fields and document.
  private static func digest(of request: Request) throws -> Digest32 {
    var content = Array(request.name.rawValue.utf8) + [0]
    content += try EventCoding.encode(request.head.fields) + [0]
    content += request.document
    return content.withUnsafeBytes { Hashing.blake2b256($0) }
  }

  private func requireRight(_ request: Request, _ context: Context) throws {
    try request.requireRight(in: try logic.value.registry(in: context), at: context.time)
  }

  /// What of a failure somebody is told: of a fault in the program, and of a disk that does not read,
  /// a reference that stands in the log, too. What went wrong may quote what is stored, and is the local operator's alone.
  private func refusal(for error: any Error, _ asker: Asker) -> Refusal {
    switch error {
    case let refusal as Refusal where refusal.code != .internal:
      return refusal
    case let error as LogError where error.code == .overloaded || error.code == .stopped:
      return Refusal(.unavailable, rule: "overloaded")
    case let failure as QueryFailure where failure.mayPass:
      return Refusal(.unavailable, rule: "reading-failed", note(failure, for: asker))
    default:
      return Refusal(.internal, rule: "internal", note(error, for: asker))
    }
  }

  /// Writes a failure into the log.
  /// - Returns: what who asked is told of it.
  private func note(_ error: any Error, for asker: Asker) -> [String: String] {
    logger.error(
      "request failed", metadata: ["reference": "\(asker.reference)", "error": "\(error)"])
    var parameters = ["reference": asker.reference]
    if asker.isOperator { parameters["error"] = "\(error)" }
    return parameters
  }

  /// Who gets an answer, and by what its failure is found in the log.
  private struct Asker {
    let reference: String
    let isOperator: Bool

    init(of request: DoorRequest, actor: Actor?) {
      reference = ID<AnyEvent>(bytes: request.correlation.bytes).description
      isOperator = request.user == nil && actor?.isOperator == true
    }
  }

  private func reply(_ head: AnswerHead, _ body: [UInt8], _ responder: Responder) {
    do {
      responder.answer([try EventCoding.encode(head), body])
    } catch {
      logger.error("answer not encoded", metadata: ["error": "\(error)"])
      responder.refuse(.unavailable)
    }
  }
}

/// Carries an answer from the piece of work to its completion.
private final class AnswerBox: Sendable {
  let bytes = Mutex<[UInt8]>([])
}

extension Refusal {
  /// Whether something was refused because the registry, as far as it has arrived, does not have it.
  fileprivate var restsOnRegistry: Bool {
    ["unknown-region", "unknown-province", "unknown-unit"].contains(rule)
  }
}
