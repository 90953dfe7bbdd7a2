/// Who may do and see what: the one table. `docs/rights.md` is made from it.
///
/// `+` the relation allows the action, `o` it does unless the subject is confidential, `-` it does
/// not. A cell is known by the row's and the column's name: `F3.field-office`.
package enum RightsTable {
  /// What one relation allows of one action.
  package enum Verdict: Character, CaseIterable, Sendable {
    case always = "+"
    case whileOpen = "o"
    case never = "-"

    package func allows(_ state: RightsSubject.State) -> Bool {
      switch self {
      case .always: true
      case .whileOpen: state == .open
      case .never: false
      }
    }
  }

  /// The row of one action.
  package struct Row: Sendable {
    /// By which it is cited, such as `F3`.
    package let id: String
    package let action: Action
    let verdicts: [Relation: Verdict]

    /// - Returns: `nil` when the table says nothing of the relation.
    package func verdict(_ relation: Relation) -> Verdict? { verdicts[relation] }
  }

  // The columns: operator, head office, auditor, reporter, owner, coordinator; recipient for action,
  // coordination, attention; group member, office in the group; assignee, earlier assignee; own unit;
  // any field office, any Pemda, any enrolled unit, nobody.
  private static let cells = """
    id action                 op hq au rp ow co  ra rc rt  gm og  as ea  mb  fo lg en no
    F1 finding.report         -  +  -  -  -  -   -  -  -   -  -   -  -   -   +  +  -  -
    F2 finding.amend          -  -  -  +  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    F3 finding.test           -  o  -  +  -  -   -  -  -   -  +   -  -   -   o  -  -  -
    F4 finding.withdraw       -  +  -  +  +  -   -  -  -   -  -   -  -   -   -  -  -  -
    F5 finding.close          -  +  -  +  +  -   -  -  -   -  -   -  -   -   -  -  -  -
    F6 finding.open           -  +  -  +  +  -   -  -  -   +  +   -  -   -   -  -  -  -
    F7 finding.show           +  o  o  +  o  o   o  o  o   +  +   o  o   -   o  o  o  -
    F8 finding.list           +  +  +  -  -  -   -  -  -   -  -   -  -   -   +  +  +  -
    W1 explain                +  o  o  +  o  o   o  o  o   +  +   o  o   -   o  o  o  -
    W2 simulate               -  +  +  -  -  -   -  -  -   -  -   -  -   -   +  +  +  -
    L1 task.list              +  +  +  -  -  -   -  -  -   -  -   -  -   -   +  +  +  -
    L2 task.show              +  o  o  +  o  o   o  o  o   +  +   +  o   -   o  o  o  -
    L3 task.accept            -  -  -  -  -  -   -  -  -   -  -   +  -   -   -  -  -  -
    L4 task.redirect          -  -  -  -  -  -   -  -  -   -  -   +  -   -   -  -  -  -
    L5 task.report            -  -  -  -  -  -   -  -  -   -  -   +  -   -   -  -  -  -
    L6 task.complete          -  -  -  -  -  -   -  -  -   -  -   +  -   -   -  -  -  -
    L7 task.note              -  o  -  +  o  o   -  -  -   -  +   +  -   -   o  -  -  -
    N1 inbox.read             +  -  -  -  -  -   -  -  -   -  -   -  -   +   -  -  -  -
    N2 message.acknowledge    -  -  -  -  -  -   -  -  -   -  -   -  -   +   -  -  -  -
    N3 mailbox.open           +  -  -  -  -  -   -  -  -   -  -   -  -   +   -  -  -  -
    R1 who-covers             +  +  +  -  -  -   -  -  -   -  -   -  -   -   +  +  +  -
    R2 coordinator.designate  +  +  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    R3 coordinator.end        +  +  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    R4 key.enrol              +  +  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    R5 registry.import        +  +  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    S1 trace                  +  o  o  +  o  o   o  o  o   +  +   o  o   -   o  o  o  -
    S2 trace.delivery         +  o  o  +  o  o   -  -  -   -  -   -  -   +   -  -  -  -
    S3 status                 +  +  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    S4 quarantine.list        +  -  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    S5 quarantine.retry       +  -  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    S6 missing.list           +  -  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    S7 log.adopt              +  -  -  -  -  -   -  -  -   -  -   -  -   -   -  -  -  -
    """

  private static let columns: [Relation] = [
    .operator, .headOffice, .auditor, .reporter, .owner, .coordinator, .recipientForAction,
    .recipientForCoordination, .recipientForAttention, .groupMember, .officeInGroup, .assignee,
    .earlierAssignee, .ownUnit, .fieldOffice, .localGovernment, .enrolled, .nobody,
  ]

  package static let rows: [Row] = cells.split(separator: "\n").dropFirst().map(row(in:))

  private static let byAction = Dictionary(uniqueKeysWithValues: rows.map { ($0.action, $0) })

  package static func row(of action: Action) -> Row {
    guard let row = byAction[action] else {
      preconditionFailure("the table of rights has no row for \(action.rawValue)")
    }
    return row
  }

  private static func row(in line: Substring) -> Row {
    let words = line.split(separator: " ")
    guard words.count == 2 + columns.count, let action = Action(rawValue: String(words[1])) else {
      preconditionFailure("no row of the table of rights: \(line)")
    }
    let verdicts = zip(columns, words.dropFirst(2)).map { relation, word in
      guard let verdict = word.first.flatMap(Verdict.init), word.count == 1 else {
        preconditionFailure("no verdict: \(word)")
      }
      return (relation, verdict)
    }
    return Row(
      id: String(words[0]), action: action,
      verdicts: Dictionary(uniqueKeysWithValues: verdicts))
  }
}
