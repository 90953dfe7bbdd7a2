import Domain
import Events
import Log

/// What the stored answers of one service say that they did.
struct EffectClaims {
  /// An answer that names the record of its effect.
  private struct Positioned: Decodable {
    var position: LogPosition
  }

  /// A `TaskView`, as far as it says what was done.
  struct TaskStep: Hashable, Decodable {
    var task: ID<FollowUpTask>
    var state: TaskState
  }

  /// By the number of the record in the service's log: who claims it.
  private(set) var records: [UInt64: [AnswerRow]] = [:]
  private(set) var taskSteps: [TaskStep: Int] = [:]
  private(set) var acknowledged: Set<ID<Message>> = []
  private(set) var retryCount = 0
  private(set) var adoptionCount = 0
  /// What is none of the answers that are known.
  private(set) var unknown: [AnswerRow] = []

  init(_ file: ServiceFile) {
    for row in file.answers { take(row, in: file) }
  }

  private mutating func take(_ row: AnswerRow, in file: ServiceFile) {
    if let answer = try? EventCoding.decode(RegistryImportAnswer.self, from: row.answer),
      answer.facts == 0, answer.known > 0
    {
      // Everything stood there already: the position is where the log ended.
      return
    }
    if let answer = try? EventCoding.decode(Positioned.self, from: row.answer),
      answer.position.log == file.head.log
    {
      records[answer.position.sequence, default: []].append(row)
    } else if let answer = try? EventCoding.decode(AcknowledgeAnswer.self, from: row.answer) {
      acknowledged.insert(answer.message)
    } else if let answer = try? EventCoding.decode(TaskStep.self, from: row.answer) {
      taskSteps[answer, default: 0] += 1
    } else if (try? EventCoding.decode(QuarantineRetried.self, from: row.answer)) != nil {
      retryCount += 1
    } else if let answer = try? EventCoding.decode(AdoptAnswer.self, from: row.answer) {
      // Where the log was followed already as it is, nothing was done.
      adoptionCount += answer.adopted ? 1 : 0
    } else {
      unknown.append(row)
    }
  }
}
