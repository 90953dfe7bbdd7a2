import Domain
import Events

/// The facts that an operator brings into the registry.
enum FactsTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    let facts: [RegistryFact]
    do {
      facts = try RegistryFact.list(json: input)
    } catch {
      try check(error)
      return false
    }
    try hold(!facts.isEmpty, "a document that is taken has facts")
    let event = try EventCoding.encode(facts)
    try hold(
      try EventCoding.decode([RegistryFact].self, from: event) == facts,
      "the event form is the same facts")
    do {
      try hold(try RegistryFact.list(json: event) == facts, "the event form is a document too")
    } catch let refusal as Refusal {
      // Escapes and numbers can make the event form longer than what was written.
      try hold(refusal.rule == "document-too-large", "\(refusal.field): \(refusal.rule)")
    }
    var state = RegistryState()
    for fact in facts {
      do {
        try state.apply(fact)
      } catch {
        try hold(error.field.unicodeScalars.count <= 1_000, "a refusal's field is short")
      }
    }
    return true
  }

  /// A refusal goes to the sender and into logs: bounded, whatever the document was.
  private static func check(_ refusal: Refusal) throws {
    try hold(refusal.code == .invalid, "a document is refused as invalid")
    try hold(refusal.field.unicodeScalars.count <= 1_000, "a refusal's field is short")
    for (name, value) in refusal.parameters {
      try hold(value.unicodeScalars.count <= 1_000, "a refusal's \(name) is short")
    }
    _ = try EventCoding.encode(AnswerHead(refusal: refusal))
  }
}
