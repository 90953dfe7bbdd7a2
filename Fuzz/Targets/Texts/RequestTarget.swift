import Domain
import Events

/// The head of a request at a door, and the request that its fields are.
enum RequestTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard try Stable.takes(RequestHead.self, input) else { return false }
    let head = try EventCoding.decode(RequestHead.self, from: input)
    guard let type = RequestCatalogue.type(named: head.name) else { return true }
    do {
      let content: any ServiceRequest = try type.init(head.fields)
      try holdsFields(content, head.fields)
      return true
    } catch let refusal as Refusal {
      try check(refusal)
      return false
    }
  }

  /// The same fields come out, but that an identifier may be spelled otherwise.
  private static func holdsFields<Content: ServiceRequest>(
    _ content: Content, _ fields: RequestFields
  ) throws {
    let again = try content.wireFields
    try hold(
      Set(again.values.keys) == Set(fields.values.keys), "a request has the fields that came")
    try hold(try Content(again) == content, "a request's own fields are the same request")
  }

  /// A refusal goes to the sender and into logs: bounded, whatever the fields were.
  private static func check(_ refusal: Refusal) throws {
    try hold(refusal.code == .invalid, "fields are refused as invalid")
    try hold(refusal.field.unicodeScalars.count <= 1_000, "a refusal's field is short")
    for (name, value) in refusal.parameters {
      try hold(value.unicodeScalars.count <= 1_000, "a refusal's \(name) is short")
    }
    _ = try EventCoding.encode(AnswerHead(refusal: refusal))
  }
}
