/// Why a command or query was not carried out: the one error that crosses the bus, the command line
/// and, later, HTTP.
///
/// It names the field and the rule, not a sentence: the sentence is rendered in the reader's
/// language by `Localization`, under the key `refusal.<rule>`.
package struct Refusal: Error, Hashable, Codable, Sendable {
  package var code: OutcomeCode
  /// The JSON path of the value at fault, such as `places[2].region`; empty for the whole request.
  package var field: String
  /// The broken rule, a stable word such as `unknown-region`.
  package var rule: String
  /// What the sentence needs: the value given, what is allowed, a limit.
  package var parameters: [String: String]

  package init(
    _ code: OutcomeCode, field: String = "", rule: String, _ parameters: [String: String] = [:]
  ) {
    self.code = code
    self.field = field
    self.rule = rule
    self.parameters = parameters
  }

  /// A value that breaks a rule of its field.
  package static func invalid(
    _ field: String, _ rule: String, _ parameters: [String: String] = [:]
  ) -> Refusal {
    Refusal(.invalid, field: field, rule: rule, parameters)
  }
}

/// The closed set of outcomes that are not "done"; one table maps it to exit status and text.
package struct OutcomeCode: OpenWord {
  package static let invalid = Self(rawValue: "invalid")
  package static let unauthorised = Self(rawValue: "unauthorised")
  package static let forbidden = Self(rawValue: "forbidden")
  package static let notFound = Self(rawValue: "not-found")
  package static let conflict = Self(rawValue: "conflict")
  package static let unavailable = Self(rawValue: "unavailable")
  package static let `internal` = Self(rawValue: "internal")

  package static let known: [Self] = [
    .invalid, .unauthorised, .forbidden, .notFound, .conflict, .unavailable, .internal,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}
