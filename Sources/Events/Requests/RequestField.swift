package import Domain

/// One field of a request: its name, what it may hold, and its text for help and documents.
package struct RequestField: Sendable {
  /// What a field may hold.
  package enum Form: Hashable, Sendable {
    /// Text of at most so many characters.
    case text(max: Int)
    /// An identifier or a number, such as `F-2026-000001`.
    case reference
    case unit
    case uuid
    /// A UUID that a client made from its clock (version 7).
    case newID
    /// RFC 3339 with an offset.
    case time
    case count(ClosedRange<Int64>)
    /// One of these words.
    case word([String])
    /// A region's code, such as `17.02`; whether there is one of this code is the registry's to say.
    case region

    /// The rules by which a value of the right type is refused.
    package var refusals: [String] {
      switch self {
      case .text: ["too-long"]
      case .reference, .unit: []
      case .uuid: ["not-a-uuid"]
      case .newID: ["not-a-uuid-v7"]
      case .time: ["not-a-time", "impossible-date"]
      case .count: ["not-in-range"]
      case .word: ["not-one-of"]
      case .region: ["region-malformed"]
      }
    }
  }

  /// The rules by which fields of every form are refused.
  package static let refusals = ["required", "unknown-field", "wrong-type"]

  package let name: String
  package let form: Form
  package let isRequired: Bool
  package let text: Wording

  package static func required(
    _ name: String, _ form: Form, id: String, en: String
  ) -> RequestField {
    RequestField(name: name, form: form, isRequired: true, text: Wording(id: id, en: en))
  }

  package static func optional(
    _ name: String, _ form: Form, id: String, en: String
  ) -> RequestField {
    RequestField(name: name, form: form, isRequired: false, text: Wording(id: id, en: en))
  }

  /// Where the page before ended: the answer's `next`.
  static let afterText = optional(
    "after", .text(max: 200), id: "Lanjutkan setelah ini.", en: "Go on after this.")
  static let afterNumber = optional(
    "after", .count(0...Int64.max), id: "Lanjutkan setelah nomor ini.",
    en: "Go on after this number.")

  static func limit(_ max: Int64) -> RequestField {
    optional("limit", .count(1...max), id: "Jumlah paling banyak.", en: "At most so many.")
  }

  /// - Throws: `Refusal` that names the field and the rule.
  func check(_ value: RequestFields.Value?) throws(Refusal) {
    guard let value else {
      guard !isRequired else { throw .invalid(name, "required") }
      return
    }
    switch (form, value) {
    case (.count(let range), .number(let number)):
      guard range.contains(number) else {
        throw .invalid(
          name, "not-in-range",
          [
            "value": value.shown, "low": String(range.lowerBound),
            "high": String(range.upperBound),
          ])
      }
    case (.count, .text):
      throw .invalid(name, "wrong-type", ["expected": "number", "given": "string"])
    case (_, .number):
      throw .invalid(name, "wrong-type", ["expected": "string", "given": "number"])
    case (_, .text(let text)):
      guard !text.isEmpty else { throw .invalid(name, "required") }
      try check(text, value)
    }
  }

  private func check(_ text: String, _ value: RequestFields.Value) throws(Refusal) {
    switch form {
    case .text(let max):
      guard text.count <= max else { throw .invalid(name, "too-long", ["limit": String(max)]) }
    case .reference, .unit, .count: break
    case .uuid:
      guard ID<AnyEvent>(text) != nil else {
        throw .invalid(name, "not-a-uuid", ["value": value.shown])
      }
    case .newID:
      guard ID<AnyEvent>(text)?.version == 7 else {
        throw .invalid(name, "not-a-uuid-v7", ["value": value.shown])
      }
    case .time:
      guard Timestamp(rfc3339: text) != nil else { throw .notATime(name, text) }
    case .word(let words):
      guard words.contains(text) else {
        throw .invalid(
          name, "not-one-of",
          ["value": value.shown, "allowed": words.joined(separator: ", ")])
      }
    case .region:
      guard RegionCode(text) != nil else { throw .noRegion(name, text) }
    }
  }
}

extension Refusal {
  /// Why a text is no region's code, in the same words wherever one is asked for.
  package static func noRegion(_ field: String, _ text: String) -> Refusal {
    .invalid(field, "region-malformed", ["code": String(text.prefix(40))])
  }
}

extension OpenWord {
  /// What a person may write.
  static var words: [String] { known.map(\.rawValue) }
}
