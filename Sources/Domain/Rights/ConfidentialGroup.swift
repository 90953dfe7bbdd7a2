/// Who may know of a confidential finding until it is opened: its reporter and the named group.
///
/// It travels with the finding into its alerts, its case, its tasks and its messages.
package struct ConfidentialGroup: Hashable, Sendable {
  package var reporter: UnitID
  /// As the document names them.
  package var units: [UnitID]

  package init(reporter: UnitID, units: [UnitID]) {
    self.reporter = reporter
    self.units = units
  }

  package func contains(_ unit: UnitID) -> Bool { unit == reporter || units.contains(unit) }

  /// - Throws: `Refusal` of rule `outside-group` for a unit that may not know of the finding.
  package func require(_ unit: UnitID, field: String) throws(Refusal) {
    guard contains(unit) else {
      throw Refusal(.forbidden, field: field, rule: "outside-group", ["unit": unit.rawValue])
    }
  }
}
