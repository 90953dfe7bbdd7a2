import Domain
import Events

/// A message that must follow from a record.
struct ExpectedMessage {
  var unit: UnitID
  var kind: MessageKind
  var finding: ID<Finding>?
  var role: RecipientRole?
  /// `nil` for no earlier message to refer to.
  var refersTo: ID<Message>?
}
