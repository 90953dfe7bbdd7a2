/// What one actor may do and see now: asks `RightsTable`, and decides nothing itself.
package struct Rights: Sendable {
  package let actor: Actor
  private let registry: RegistryState
  private let now: Timestamp
  /// Of the actor's unit at present; `nil` for an unknown unit and for none.
  private let kind: UnitKind?

  /// - Parameter registry: says what kind of unit each is, whose area a place is, who coordinates.
  package init(of actor: Actor, in registry: RegistryState, at now: Timestamp) {
    self.actor = actor
    self.registry = registry
    self.now = now
    kind = actor.unit.flatMap { registry.unit($0, at: now)?.value.kind }
  }

  /// Whether it acts for a unit that the registry does not know (yet).
  package var isOfUnknownUnit: Bool { actor.unit != nil && kind == nil }

  /// The cell of the table that allows it, such as `F3.field-office`; `nil` when none does.
  package func right(
    to action: Action, _ subject: RightsSubject = .none
  ) -> String? {
    let row = RightsTable.row(of: action)
    let relation = Relation.allCases.first {
      row.verdict($0)?.allows(subject.state) == true && holds($0, subject)
    }
    return relation.map { "\(row.id).\($0.rawValue)" }
  }

  package func may(_ action: Action, _ subject: RightsSubject = .none) -> Bool {
    right(to: action, subject) != nil
  }

  /// Whether the actor is this to the subject.
  package func holds(_ relation: Relation, _ subject: RightsSubject) -> Bool {
    if relation == .operator { return actor.isOperator }
    guard let unit = actor.unit else { return relation == .nobody && !actor.isOperator }
    if actor.function == .auditor {
      return relation == (kind == .headOffice ? .auditor : kind == nil ? .nobody : .enrolled)
    }
    switch relation {
    case .operator, .auditor: return false
    case .headOffice: return kind == .headOffice
    case .reporter: return subject.reporter == unit
    case .owner: return owners(of: subject).contains(unit)
    case .coordinator: return coordinators(of: subject).contains(unit)
    case .recipientForAction: return subject.recipients[unit] == .action
    case .recipientForCoordination: return subject.recipients[unit] == .coordination
    case .recipientForAttention: return subject.recipients[unit] == .attention
    case .groupMember: return subject.group.contains(unit)
    case .officeInGroup:
      return subject.group.contains(unit) && (kind == .headOffice || kind?.isFieldOffice == true)
    case .assignee: return subject.assignee == unit
    case .earlierAssignee: return subject.earlierAssignees.contains(unit)
    case .ownUnit: return subject.mailbox == unit
    case .fieldOffice: return kind?.isFieldOffice == true
    case .localGovernment: return kind?.isLocalGovernment == true
    case .enrolled: return kind != nil
    case .nobody: return kind == nil
    }
  }

  private func owners(of subject: RightsSubject) -> [UnitID] {
    subject.document.map { registry.owners(of: $0) } ?? []
  }

  private func coordinators(of subject: RightsSubject) -> [UnitID] {
    let coordinated = owners(of: subject) + [subject.reporter].compactMap(\.self)
    return coordinated.compactMap { registry.coordinator(of: $0, at: now)?.value.coordinator }
  }
}

extension RegistryState {
  /// The UPT whose area the places of a finding lie in, as of the time of finding; sorted.
  package func owners(of document: FindingDocument) -> [UnitID] {
    let regions = Set(document.places.compactMap(\.region))
    let units = regions.compactMap { region in
      owner(of: code(of: region, at: document.foundAt), at: document.foundAt)?.value
    }
    return Set(units).sorted()
  }
}
