import Bus
import Domain
import Events
import Log

/// Answers queries on a thread and a connection of their own, beside the writer and the replays.
///
/// A client reads what it has written: an answer is given after its commit, so a query that a client
/// sends after an answer arrives after that commit, and its read transaction, which begins later
/// still, has it. What the registry's mirror publishes is published between the commit and the
/// answers. Nothing waits for the writer.
final class QueryHandler: Sendable {
  typealias Completion = @Sendable (Result<[UInt8], any Error>) -> Void

  private let reader: LogReader
  private let thread: any ReadingQueue
  private let writer: LogWriter
  private let clock: @Sendable () -> Timestamp
  private let makeContext: @Sendable (Transaction, Actor) -> Context
  private let respond: @Sendable (Request, QueryContext) throws -> any Encodable

  /// - Parameters:
  ///   - reader: used by nothing else.
  ///   - respond: answers a query; called on `thread`.
  init(
    reader: LogReader, thread: any ReadingQueue, writer: LogWriter,
    clock: @escaping @Sendable () -> Timestamp,
    makeContext: @escaping @Sendable (Transaction, Actor) -> Context,
    respond: @escaping @Sendable (Request, QueryContext) throws -> any Encodable
  ) {
    self.reader = reader
    self.thread = thread
    self.writer = writer
    self.clock = clock
    self.makeContext = makeContext
    self.respond = respond
  }

  /// Called on the bus's thread; hands over and returns. `completion` runs once, on any thread.
  func take(_ request: Request, completion: @escaping Completion) {
    let isTaken = thread.submit { [self] in
      do {
        let (answer, work) = try reader.snapshot { snapshot in
          let query = QueryContext(snapshot: snapshot, time: clock())
          let answer = try EventCoding.encode(respond(request, query))
          return (answer, query.work)
        }
        guard let work else { return completion(.success(answer)) }
        writer.submit { [makeContext] in
          try work(makeContext($0, request.head.actor))
        } completion: {
          completion($0.map { answer })
        }
      } catch let error as LogError {
        completion(.failure(QueryFailure(error)))
      } catch {
        completion(.failure(error))
      }
    }
    if !isTaken { completion(.failure(Refusal(.unavailable, rule: "overloaded"))) }
  }
}

/// The file could not be read; unlike a failure of the writer it ends nothing but the query.
struct QueryFailure: Error, CustomStringConvertible {
  let description: String
  /// Whether it was the disk that refused: asked again, the same query may be answered.
  let mayPass: Bool

  init(_ error: LogError) {
    description = error.description
    mayPass = error.code == .fatal
  }
}
