import Bus
import Domain
import Events
import Foundation
import GRDB
import Log
import Logging
import Security
import Synchronization

/// Writes down that a followed log is followed no more, each stop once however often the process
/// starts, and that it goes on.
///
/// It looks at the links with every tick of the writer: what could not be written is tried again.
final class LinkReporter: Sendable {
  private let logic: WriterConfined<any ServiceLogic>
  private let links: FollowedLinks
  private let isExercise: Bool
  private let logger: Logger
  private let onMail: @Sendable ([UnitID]) -> Void
  /// What is known to stand in the log of each link: a reason, or `live`.
  private let written = Mutex<[ServiceName: String]>([:])

  init(
    logic: WriterConfined<any ServiceLogic>, links: FollowedLinks, isExercise: Bool,
    logger: Logger, onMail: @escaping @Sendable ([UnitID]) -> Void
  ) {
    self.logic = logic
    self.links = links
    self.isExercise = isExercise
    self.logger = logger
    self.onMail = onMail
  }

  func run(_ transaction: Transaction) throws {
    for source in logic.value.name.follows {
      guard let word = word(of: source), written.withLock({ $0[source] }) != word else { continue }
      do {
        try transaction.inSavepoint { try write(word, of: source, in: transaction) }
      } catch let error as LogError where error.code == .fatal {
        throw error
      } catch {
        // The timers of the same tick must not wait for it.
        logger.error(
          "stop of a link not written down",
          metadata: ["source": "\(source.rawValue)", "error": "\(error)"])
      }
    }
  }

  private static let live = "live"

  /// - Returns: `nil` for a state that says nothing about a stop.
  private func word(of source: ServiceName) -> String? {
    switch links.status(of: source)?.state {
    case .stopped(let reason)?: reason.word
    case .live?: LinkReporter.live
    default: nil
    }
  }

  private func write(_ word: String, of source: ServiceName, in transaction: Transaction) throws {
    let context = Context(
      transaction: transaction, logic: logic.value, isExercise: isExercise, onMail: onMail)
    let standing = try standingReason(of: source, in: context.database)
    if word == LinkReporter.live {
      if standing != nil {
        try context.append(LinkResumed(source: source), subject: LinkSubject.of(LogOwner(source)))
      }
    } else if standing != word {
      let stop = LinkStopped(
        source: source, reason: word, position: try context.applied(source))
      try logic.value.linkStopped(stop, in: context)
    }
    transaction.onCommit { [self] in written.withLock { $0[source] = word } }
  }

  /// The reason of a stop after which the log has not gone on.
  private func standingReason(of source: ServiceName, in database: Database) throws -> String? {
    let payload = try Data.fetchOne(
      database,
      sql: "SELECT payload FROM log_record WHERE subject = ? ORDER BY seq DESC LIMIT 1",
      arguments: [Data(LinkSubject.of(LogOwner(source)).array)])
    guard let payload else { return nil }
    let head = try EventCoding.decode(EventHead.self, from: Array(payload))
    guard head.type == LinkStopped.type.name else { return nil }
    return try EventCoding.decode(Event<LinkStopped>.self, from: Array(payload)).data.reason
  }
}

/// The root subject of what happens to the link to a followed log, so that the last of it is found.
enum LinkSubject {
  static func of(_ source: LogOwner) -> UUIDBytes {
    let digest = Array("link:\(source.rawValue)".utf8).withUnsafeBytes { Hashing.blake2b256($0) }
    return UUIDBytes(digest.array.prefix(16))
  }
}
