/// The permit of the facility, or of its product, at a place.
public struct Permit: Hashable, Codable, Sendable {
  public var type: PermitType
  /// As it stands on the label or certificate, at most 100 characters; `nil` when it was not seen.
  public var number: String?

  public init(type: PermitType, number: String? = nil) {
    self.type = type
    self.number = number
  }
}
