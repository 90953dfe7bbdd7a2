package import Domain
package import Events
package import GRDB
package import Log

/// What one query sees: the service's file as of one commit, and the time. It is used on the thread
/// that answers queries, beside the writer, and is valid only during the call that it is handed to.
package final class QueryContext {
  package let snapshot: LogSnapshot
  /// The domain clock when the query began.
  package let time: Timestamp
  private(set) var work: Work?

  init(snapshot: LogSnapshot, time: Timestamp) {
    self.snapshot = snapshot
    self.time = time
  }

  package var database: Database { snapshot.database }

  /// Hands a piece of work to the writer: what reading brings about. The query is answered when the
  /// work is durable, and fails if the work does.
  package func write(_ work: @escaping Work) { self.work = work }

  package typealias Work = @Sendable (Context) throws -> Void
}

/// What a service answers to queries. It shares nothing with the writer's thread but what is
/// published to it after a commit.
package protocol ServiceQueries: Sendable {
  /// Answers a query; appends nothing to the log.
  /// - Throws: `Refusal` when there is no answer.
  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable

  /// The registry as of this query: what kind of unit each is decides what it may read.
  func registry(in query: QueryContext) throws -> RegistryState

  /// What this service knows of a finding, as far as it decides who may read of it.
  /// - Returns: `nil` when nothing of the finding has arrived here.
  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject?

  /// What reached people about a subject, for `trace`, sorted by unit and position. The notifier's
  /// alone.
  /// - Parameter last: where the page before ended; `nil` for the first.
  func deliveries(
    of finding: ID<Finding>, after last: MailPlace?, limit: Int, in query: QueryContext
  ) throws -> [TraceAnswer.Delivery]
}

extension ServiceQueries {
  package func rightsSubject(
    of finding: ID<Finding>, in query: QueryContext
  ) throws -> RightsSubject? {
    nil
  }

  package func deliveries(
    of finding: ID<Finding>, after last: MailPlace?, limit: Int, in query: QueryContext
  ) throws -> [TraceAnswer.Delivery] {
    []
  }
}

/// Where a message lies: whose mailbox, and which position in it.
package struct MailPlace: Sendable {
  package let unit: UnitID
  package let position: UInt64

  package init(unit: UnitID, position: UInt64) {
    self.unit = unit
    self.position = position
  }
}
