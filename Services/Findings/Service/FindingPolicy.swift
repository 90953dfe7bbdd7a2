import Domain
import Events

/// Who may do what with a finding: the reporter amends; the reporter, an owner or Pusat withdraws,
/// closes and opens; any field office of BPOM or Pusat records a test besides the reporter.
struct FindingPolicy {
  let registry: RegistryState
  let now: Timestamp

  /// The units that may report: the offices of BPOM and the Pemda.
  func requireReporter(_ unit: UnitID) throws(Refusal) {
    guard let kind = registry.unit(unit, at: now)?.value.kind else {
      throw .invalid("as", "unknown-unit", ["unit": unit.rawValue])
    }
    guard kind.isFieldOffice || kind.isLocalGovernment || kind == .headOffice else {
      throw Refusal(.forbidden, field: "as", rule: "may-not-report", ["unit": unit.rawValue])
    }
  }

  /// - Parameter reference: the finding's identifier or number, as it was asked for.
  func require(
    _ step: FindingStep.Word, on snapshot: FindingSnapshot, by unit: UnitID,
    named reference: String
  ) throws(Refusal) {
    guard let kind = registry.unit(unit, at: now)?.value.kind else {
      throw .invalid("as", "unknown-unit", ["unit": unit.rawValue])
    }
    if unit == snapshot.reporter { return }
    let allowed: Bool
    switch step {
    case .amend: allowed = false
    case .test:
      allowed = (kind.isFieldOffice || kind == .headOffice) && snapshot.isOpen(to: unit)
    case .withdraw, .close: allowed = kind == .headOffice || owners(of: snapshot).contains(unit)
    case .open:
      allowed =
        kind == .headOffice || owners(of: snapshot).contains(unit)
        || snapshot.document.group.contains(unit)
    }
    guard allowed else {
      guard snapshot.isOpen(to: unit) else { throw FindingStore.unknown(reference) }
      throw Refusal(
        .forbidden, field: "as", rule: "not-yours",
        ["unit": unit.rawValue, "step": step.rawValue, "reporter": snapshot.reporter.rawValue])
    }
  }

  /// The UPT whose area the places lie in, as of the time of finding.
  func owners(of snapshot: FindingSnapshot) -> [UnitID] {
    owners(of: snapshot.document)
  }

  func owners(of document: FindingDocument) -> [UnitID] {
    let regions = Set(document.places.compactMap(\.region))
    let units = regions.compactMap { region in
      let inForce = registry.code(of: region, at: document.foundAt)
      return registry.owner(of: inForce, at: document.foundAt)?.value
    }
    return Set(units).sorted()
  }
}
