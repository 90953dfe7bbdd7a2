public import Domain

/// The first body frame of an answer; the second is the answer's JSON when the outcome is done.
public struct AnswerHead: Codable, Sendable {
  /// `nil` when the request was carried out.
  public var refusal: Refusal?

  public init(refusal: Refusal? = nil) {
    self.refusal = refusal
  }
}
