import Foundation

/// A finding as an officer writes it, for tests.
package struct SampleFinding: Sendable {
  package struct Place: Sendable {
    package var role: String
    package var region: String?
    package var facility: String
    package var permit: String?

    package init(
      _ role: String, _ region: String?, _ facility: String, permit: String? = nil
    ) {
      self.role = role
      self.region = region
      self.facility = facility
      self.permit = permit
    }
  }

  package var id: String?
  package var activity = "distribution-inspection"
  package var foundAt: String
  package var places: [Place]
  package var product: String
  package var kilograms = 6.0
  package var substance: String
  /// Kind and result; no test otherwise.
  package var test: (kind: String, result: String)? = ("rapid", "positive")
  /// The named group of a confidential finding.
  package var group: [String]?

  package init(
    foundAt: String, product: String, substance: String, places: [Place]
  ) {
    self.foundAt = foundAt
    self.product = product
    self.substance = substance
    self.places = places
  }

  /// The document, the same bytes for the same finding.
  package func json() throws -> [UInt8] {
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
