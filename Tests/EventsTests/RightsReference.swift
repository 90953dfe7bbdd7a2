import Domain

/// Writes `docs/rights.md` from the table of rights.
enum RightsReference {
  static func markdown() -> String {
    var lines = [
      "# Who may do and see what",
      "",
      "Generated from `Sources/Domain/Rights/RightsTable.swift` by `Tests/EventsTests`; a test compares. After a",
      "change: `TERPADU_UPDATE_GOLDEN=1 swift test --filter EventsTests`.",
      "",
      "Every command and query of every door asks this table, and nothing else decides. Whoever asks has all the",
      "relations to the subject that hold, and one that allows is enough. *Unless confidential*: while a finding is",
      "confidential the relation does not count, for the finding, its alerts, its case, its tasks and its messages. A cell is",
      "cited by row and relation, such as `F3.field-office`.",
      "",
      "What may not be read does not show: it is in no list, no count and no page, and whoever asks for it by its",
      "number gets the answer for a number that does not exist. An auditor (`function` `auditor` at a unit of Pusat) has",
      "that relation and no other.",
      "",
      "## Relations",
      "",
      "| relation | who |",
      "|---|---|",
    ]
    lines += Relation.allCases.map { "| `\($0.rawValue)` | \(meaning($0)) |" }
    for (title, prefix) in doors {
      lines += [
        "", "## \(title)", "", "| row | command or query | always | unless confidential |",
        "|---|---|---|---|",
      ]
      lines += RightsTable.rows.filter { $0.id.hasPrefix(prefix) }.map { row in
        "| \(row.id) | `\(row.action.rawValue)` | \(list(row, .always)) | \(list(row, .whileOpen)) |"
      }
    }
    lines += [
      "", "`mailbox.open` is kind 3 at the notifier's door, `trace.delivery` a part of `trace`.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let doors = [
    ("Findings", "F"), ("Hazmat watch", "W"), ("Pemda liaison", "L"), ("Notifier", "N"),
    ("Registry", "R"), ("Every service", "S"),
  ]

  private static func list(_ row: RightsTable.Row, _ verdict: RightsTable.Verdict) -> String {
    let relations = Relation.allCases.filter { row.verdict($0) == verdict }
    return relations.isEmpty ? "–" : relations.map(\.rawValue).joined(separator: ", ")
  }

  private static func meaning(_ relation: Relation) -> String {
    switch relation {
    case .operator: "who works by the command line on the service's own host, for no unit"
    case .headOffice: "a unit of the head office (Pusat)"
    case .auditor: "an auditor of the head office"
    case .reporter: "the unit that reported the finding"
    case .owner: "the UPT in whose area a place of the finding lies, at the time of finding"
    case .coordinator: "who coordinates the reporter or an owner by a decree in force"
    case .recipientForAction: "a unit that was told to act; known to hazmat watch alone"
    case .recipientForCoordination: "a unit that was told to coordinate"
    case .recipientForAttention: "a unit that was told for attention"
    case .groupMember: "a unit of the named group of a confidential finding"
    case .officeInGroup: "one of them that is an office of BPOM, in the field or Pusat"
    case .assignee: "the unit that has the task"
    case .earlierAssignee: "the unit that has redirected the task"
    case .ownUnit: "the unit whose mailbox or message it is"
    case .fieldOffice: "any office of BPOM in the field (UPT)"
    case .localGovernment: "any Pemda"
    case .enrolled: "any unit that the registry knows"
    case .nobody: "an unknown unit, or somebody who acts for none and is not the operator"
    }
  }
}
