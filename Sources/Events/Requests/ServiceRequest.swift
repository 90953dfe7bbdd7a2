package import Domain

/// Something that a service is asked: its fields, and beside them everything that a door, a document
/// or a client must know of it. Each is one type; `RequestCatalogue` has them all.
///
/// On the wire the fields are one JSON object of texts and whole numbers (`RequestFields`), made and
/// read through `Codable`. What a field may hold is said by `fields`, and checked before a value of
/// the type is made, so that a refusal names the field and the rule.
package protocol ServiceRequest: Codable, Equatable, Sendable {
  /// What the service answers, as JSON.
  associatedtype Answer: Codable & Sendable

  static var kind: RequestHead.Kind { get }
  /// What the table of rights knows it by; its text is the name on the wire.
  static var action: Action { get }
  /// Who answers it; `nil` for what every service answers.
  static var service: ServiceName? { get }
  /// What it does, in one sentence.
  static var summary: Wording { get }
  static var fields: [RequestField] { get }
  /// What stands in the second frame; `nil` when there is none.
  static var document: Wording? { get }
  /// The rules by which it is refused, besides those of its fields and of the actor.
  static var refusals: [String] { get }
  /// One value with every field, for documents and tests.
  static var sample: Self { get }
}

/// Changes something. It carries an id, and is answered after its commit; the same id again gets the
/// same answer.
package protocol Command: ServiceRequest {}

/// Reads: appends nothing to the log. `ReadInbox` of the unit itself notes the delivery.
package protocol Query: ServiceRequest {}

extension Command {
  package static var kind: RequestHead.Kind { .command }
}

extension Query {
  package static var kind: RequestHead.Kind { .query }
}

extension ServiceRequest {
  package static var document: Wording? { nil }
  package static var refusals: [String] { [] }
  package static var name: RequestName { RequestName(rawValue: action.rawValue) }

  /// Makes a value of what stands on the wire.
  /// - Throws: `Refusal` that names the first field that is missing, unknown or breaks its rule.
  package init(_ fields: RequestFields) throws(Refusal) {
    for name in fields.values.keys.sorted()
    where Self.field(name) == nil {
      let known = Self.fields.map(\.name).joined(separator: ", ")
      let shown = String(name.prefix(64))
      throw .invalid(shown, "unknown-field", ["name": shown, "allowed": known])
    }
    for field in Self.fields { try field.check(fields.values[field.name]) }
    do {
      self = try EventCoding.decode(Self.self, from: EventCoding.encode(fields))
    } catch {
      throw Refusal(.invalid, rule: "malformed-request")
    }
  }

  /// - Returns: `nil` when it has no field of this name.
  package static func field(_ name: String) -> RequestField? {
    fields.first { $0.name == name }
  }

  /// What stands on the wire.
  package var wireFields: RequestFields {
    get throws { try EventCoding.decode(RequestFields.self, from: EventCoding.encode(self)) }
  }
}

/// A short text of the catalogue in both languages.
package struct Wording: Hashable, Sendable {
  package let id: String
  package let en: String

  package init(id: String, en: String) {
    self.id = id
    self.en = en
  }
}
