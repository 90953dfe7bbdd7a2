import Foundation

/// A finding as an officer writes it, for tests.
public struct SampleFinding: Sendable {
  public struct Place: Sendable {
    public var role: String
    public var region: String?
    public var facility: String
    public var permit: String?

    public init(
      _ role: String, _ region: String?, _ facility: String, permit: String? = nil
    ) {
      self.role = role
      self.region = region
      self.facility = facility
      self.permit = permit
    }
  }

  public var id: String?
  public var activity = "distribution-inspection"
  public var foundAt: String
  public var places: [Place]
  public var product: String
  public var kilograms = 6.0
  public var substance: String
  /// Kind and result; no test otherwise.
  public var test: (kind: String, result: String)? = ("rapid", "positive")
  /// The named group of a confidential finding.
  public var group: [String]?

  public init(
    foundAt: String, product: String, substance: String, places: [Place]
  ) {
    self.foundAt = foundAt
    self.product = product
    self.substance = substance
    self.places = places
  }

  /// The document, the same bytes for the same finding.
  public func json() throws -> [UInt8] {
    var document: [String: Any] = [
      "activity": activity, "foundAt": foundAt, "substance": substance,
      "product": ["name": product, "quantity": ["value": kilograms, "unit": "kg"]],
      "places": places.map { place in
        var fields: [String: Any] = ["role": place.role, "facility": place.facility]
        if let region = place.region { fields["region"] = region }
        if let permit = place.permit { fields["permit"] = ["type": permit] }
        return fields
      },
    ]
    if let id { document["id"] = id }
    if let test { document["test"] = ["kind": test.kind, "result": test.result] }
    if let group {
      document["confidential"] = true
      document["group"] = group
    }
    return Array(
      try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys]))
  }
}
