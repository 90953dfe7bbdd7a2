import Domain
import Security

/// A row of `log_answer`.
struct AnswerRow: Sendable {
  var unit: UnitID
  var command: String
  var request: Digest32
  var answer: [UInt8]
}
