/// Why a command or query was not carried out: the one error that crosses the bus, the command line
/// and, later, HTTP.
///
/// It names the field and the rule, not a sentence: the sentence is rendered in the reader's
/// language by `Localization`, under the key `refusal.<rule>`.
public struct Refusal: Error, Hashable, Codable, Sendable {
  public var code: OutcomeCode
  /// The JSON path of the value at fault, such as `places[2].region`; empty for the whole request.
  public var field: String
  /// The broken rule, a stable word such as `unknown-region`.
  public var rule: String
  /// What the sentence needs: the value given, what is allowed, a limit.
  public var parameters: [String: String]

  public init(
    _ code: OutcomeCode, field: String = "", rule: String, _ parameters: [String: String] = [:]
  ) {
    self.code = code
    self.field = field
    self.rule = rule
    self.parameters = parameters
  }

  /// A value that breaks a rule of its field.
  public static func invalid(
    _ field: String, _ rule: String, _ parameters: [String: String] = [:]
  ) -> Refusal {
    Refusal(.invalid, field: field, rule: rule, parameters)
  }
}

/// The closed set of outcomes that are not "done"; one table maps it to exit status and text.
public enum OutcomeCode: String, Codable, Sendable, CaseIterable {
  case invalid
  case unauthorised
  case forbidden
  case notFound = "not-found"
  case conflict
  case unavailable
  case `internal`
}
