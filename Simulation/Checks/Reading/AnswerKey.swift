import Domain

/// Under what an answer is stored.
struct AnswerKey: Hashable {
  var unit: UnitID
  var command: String
}
