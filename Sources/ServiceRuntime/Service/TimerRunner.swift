import Domain
import Events
import Log
import Logging

/// Carries out timers that fell due, each once, and only while nothing on the way could cancel them.
///
/// A timer that fails moves back, so that it keeps no other waiting, and is an alarm when it has failed
/// some times.
final class TimerRunner: Sendable {
  /// Timers of one turn of the writer, so that requests are not kept waiting.
  private static let perTurnMax = 100
  /// The failure of one timer of which a person hears.
  private static let attemptsToAlarm = 3

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
    // What was left for later may cancel a timer.
    guard let due = try transaction.nextTimerDue(), due <= transaction.time, links.permitTimers,
      !transaction.hasContinuations
    else { return }
    for timer in try transaction.dueTimers(at: transaction.time, limit: TimerRunner.perTurnMax) {
      do {
        try transaction.inSavepoint {
          try logic.value.fire(timer, in: context(transaction))
          guard try transaction.timer(timer.id) != timer else {
            throw RuntimeError.timerStands(timer.id)
          }
        }
      } catch let error as LogError where error.code == .fatal {
        throw error
      } catch {
        logger.error("timer failed", metadata: ["timer": "\(timer.id)", "error": "\(error)"])
        try postpone(timer, after: error, transaction)
      }
    }
  }

  private func postpone(
    _ timer: LogTimer, after error: any Error, _ transaction: Transaction
  ) throws {
    let attempts = try transaction.postponeTimer(timer.id)
    guard attempts == TimerRunner.attemptsToAlarm else { return }
    let failure = TimerFailed(
      timer: timer.id, kind: timer.kind, dueAt: timer.dueAt, attempts: attempts,
      error: String("\(error)".prefix(500)))
    do {
      try transaction.inSavepoint {
        try logic.value.timerFailed(failure, in: context(transaction))
      }
    } catch let error as LogError where error.code == .fatal {
      throw error
    } catch {
      // The timers after it must not wait for it.
      logger.error(
        "alarm of a timer not raised", metadata: ["timer": "\(timer.id)", "error": "\(error)"])
    }
  }

  private func context(_ transaction: Transaction) -> Context {
    Context(
      transaction: transaction, logic: logic.value, isExercise: isExercise, onMail: onMail)
  }
}
