import Domain
import Events
import Log
import Logging

/// Carries out timers that fell due, each once, and only while nothing on the way could cancel them.
final class TimerRunner: Sendable {
  /// Timers of one turn of the writer, so that requests are not kept waiting.
  private static let perTurnMax = 100

  private let logic: WriterConfined<any ServiceLogic>
  private let links: FollowedLinks
  private let isExercise: Bool
  private let logger: Logger
  private let onMail: @Sendable ([UnitID]) -> Void

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
    guard let due = try transaction.nextTimerDue(), due <= transaction.time, links.permitTimers
    else { return }
    for timer in try transaction.dueTimers(at: transaction.time, limit: TimerRunner.perTurnMax) {
      let context = Context(
        transaction: transaction, service: logic.value.name, isExercise: isExercise,
        onMail: onMail)
      do {
        try transaction.inSavepoint {
          // First, so that what it does may set it again.
          try transaction.cancelTimer(timer.id)
          try logic.value.fire(timer, in: context)
        }
      } catch let error as LogError where error.code == .fatal {
        throw error
      } catch {
        // It stays due and is tried again; the others must not wait for it.
        logger.error("timer failed", metadata: ["timer": "\(timer.id)", "error": "\(error)"])
      }
    }
  }
}
