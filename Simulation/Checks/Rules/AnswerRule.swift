import Domain
import Events
import Log
import Security

/// **Answers.** Whoever was told that a command was accepted was told what is stored under the
/// command's id, each time; a command that was refused each time has nothing stored; one whose answer
/// was lost has or has not. A stored answer is that of the command as it was sent, and has one effect in the log that no other
/// command claims (a repeated report of one finding claims the first's, a repeated acknowledgement
/// the first's). No effect is without the answer of a command. What was done between a backup and the
/// moment when it was put back binds nobody any more.
struct AnswerRule {
  let country: Country
  let history: CountryHistory

  func violations() -> [Violation] {
    var violations: [Violation] = []
    for service in ServiceName.allCases {
      guard let file = country.files[service] else { continue }
      violations += stored(in: file)
    }
    return violations + findings() + registry() + others() + documents() + dates()
  }

  // MARK: What clients were told

  private func stored(in file: ServiceFile) -> [Violation] {
    let rows = Dictionary(
      file.answers.map { (AnswerKey(unit: $0.unit, command: $0.command), $0) },
      uniquingKeysWith: { first, _ in first })
    var violations: [Violation] = []
    var explained: Set<AnswerKey> = []
    for command in history.commands where command.service == file.service {
      let key = AnswerKey(unit: command.unit ?? UnitID("operator"), command: command.id)
      let row = rows[key].flatMap { $0.request == AnswerRule.digest(of: command) ? $0 : nil }
      if row != nil { explained.insert(key) }
      if history.mayBeLost(command) { continue }
      if command.answers.count > 1 {
        violations.append(
          Violation(.answers, "\(command) was answered in \(command.answers.count) ways"))
      }
      if let answer = command.answers.first, row?.answer != answer {
        violations.append(
          Violation(
            .answers,
            "\(command) was accepted, and "
              + (row == nil ? "is not stored" : "another answer is stored")))
      }
      if command.isRefused, row != nil {
        violations.append(Violation(.answers, "\(command) was refused, and took effect"))
      }
    }
    guard history.isWhole else { return violations }
    for row in file.answers
    where !explained.contains(AnswerKey(unit: row.unit, command: row.command)) {
      violations.append(
        Violation(
          .answers,
          "\(file.service.rawValue) answered \(row.command) of \(row.unit), which nobody sent so"))
    }
    return violations
  }

  /// BLAKE2b-256 of name, `00`, fields, `00`, document.
  private static func digest(of command: CommandRecord) -> Digest32? {
    guard let fields = try? EventCoding.encode(command.fields) else { return nil }
    return Hashing.blake2b256(
      Array(command.name.rawValue.utf8) + [0] + fields + [0] + command.document)
  }

  // MARK: What took effect

  private func findings() -> [Violation] {
    guard let file = country.files[.findings] else { return [] }
    let claims = EffectClaims(file)
    var violations = claims.unknown.map(unknown)
    for step in country.steps {
      let claimants = claims.records[step.sequence] ?? []
      if claimants.isEmpty {
        violations.append(Violation(.answers, "\(step) is the effect of no command"))
      } else if claimants.count > 1, step.kind != .reported {
        violations.append(
          Violation(.answers, "\(step) is the effect of \(claimants.map(\.command))"))
      }
      violations += claimants.filter { !tells($0, of: step) }.map {
        Violation(.answers, "the answer to \($0.command) of \($0.unit) does not tell of \(step)")
      }
    }
    let known = Set(country.steps.map(\.sequence))
    for (number, rows) in claims.records.sorted(by: { $0.key < $1.key })
    where !known.contains(number) {
      violations.append(
        Violation(
          .answers,
          "\(rows.map(\.command)) were accepted; findings \(number) is no step of a finding"))
    }
    var reported: Set<ID<Finding>> = []
    for step in country.steps where step.kind == .reported {
      if !reported.insert(step.snapshot.finding).inserted {
        violations.append(Violation(.answers, "\(step) reports its finding again"))
      }
    }
    return violations
  }

  /// What answers about a finding have in common.
  private struct FindingAnswer: Decodable {
    var id: ID<Finding>
    var number: String
    var version: Int
    var state: FindingState
  }

  private func tells(_ row: AnswerRow, of step: RecordedStep) -> Bool {
    guard let answer = try? EventCoding.decode(FindingAnswer.self, from: row.answer) else {
      return false
    }
    let snapshot = step.snapshot
    guard answer.id == snapshot.finding, answer.number == snapshot.number, row.unit == step.by
    else { return false }
    // A report that is repeated under another id is answered with the finding as it stands.
    return step.kind == .reported
      || answer.version == snapshot.version && answer.state == snapshot.state
  }

  private func registry() -> [Violation] {
    guard let file = country.files[.registry] else { return [] }
    let claims = EffectClaims(file)
    var violations = claims.unknown.map(unknown)
    let loaded = file.records.first { $0.header.typeCode == RegistryLoaded.type.code }
    let first = loaded?.header.sequence ?? 0
    for (number, rows) in claims.records.sorted(by: { $0.key < $1.key }) {
      if rows.count > 1 || !country.facts.contains(where: { $0.sequence == number }) {
        violations.append(
          Violation(
            .answers, "\(rows.map(\.command)) were accepted with registry \(number) as effect"))
      }
    }
    guard history.isWhole else { return violations }
    for (number, fact) in country.facts where number > first && claims.records[number] == nil {
      switch fact {
      case .coordinator, .key:
        violations.append(
          Violation(.answers, "the fact registry \(number) is the effect of no command"))
      default: break
      }
    }
    return violations
  }

  private func others() -> [Violation] {
    var violations: [Violation] = []
    if let file = country.files[.liaison] {
      let claims = EffectClaims(file)
      violations += claims.unknown.map(unknown)
      let steps = country.tasks.filter { $0.by != nil }.map {
        EffectClaims.TaskStep(task: $0.snapshot.task, state: $0.snapshot.state)
      }
      let counted = Dictionary(grouping: steps, by: \.self).mapValues(\.count)
      for step in Set(counted.keys).union(claims.taskSteps.keys) {
        let (found, claimed) = (counted[step] ?? 0, claims.taskSteps[step] ?? 0)
        guard found != claimed else { continue }
        violations.append(
          Violation(
            .answers,
            "task \(step.task) became \(step.state.rawValue) \(found) times by \(claimed) commands"
          ))
      }
    }
    if let file = country.files[.notifier] {
      let claims = EffectClaims(file)
      violations += claims.unknown.map(unknown)
      let found = Set(country.acknowledgements.map(\.data.message))
      for message in found.symmetricDifference(claims.acknowledged) {
        violations.append(
          Violation(.answers, "message \(message) was acknowledged in the log or in an answer only")
        )
      }
    }
    for (service, file) in country.files {
      let adopted = file.records.count { $0.header.typeCode == LogAdopted.type.code }
      if adopted != EffectClaims(file).adoptionCount {
        violations.append(
          Violation(.answers, "\(service.rawValue) adopted logs otherwise than it answered"))
      }
      let (found, claimed) = (country.retries[service]?.count ?? 0, EffectClaims(file).retryCount)
      guard found != claimed else { continue }
      violations.append(
        Violation(
          .answers,
          "\(service.rawValue) retried its quarantine \(found) times by \(claimed) commands"))
    }
    return violations.sorted { $0.sentence < $1.sentence }
  }

  private func unknown(_ row: AnswerRow) -> Violation {
    Violation(.answers, "the answer to \(row.command) of \(row.unit) names no effect")
  }

  // MARK: What was stored of a document

  /// The document of a report or an amendment is kept byte for byte.
  private func documents() -> [Violation] {
    guard let file = country.files[.findings] else { return [] }
    let originals = Dictionary(
      country.steps.map { ($0.sequence, $0.original) }, uniquingKeysWith: { first, _ in first })
    return effects(in: file).compactMap { command, number in
      guard !command.document.isEmpty,
        (originals[number] ?? nil).map({ Array($0.utf8) }) != command.document
      else { return nil }
      return Violation(.answers, "\(command): findings \(number) keeps another document")
    }
  }

  /// A laboratory's result has the time that its command says, else that of its receipt.
  private func dates() -> [Violation] {
    guard let file = country.files[.findings] else { return [] }
    let steps = Dictionary(
      country.steps.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    return effects(in: file).compactMap { command, number in
      guard command.name == RecordTest.name, let step = steps[number],
        let test = try? RecordTest(command.fields)
      else { return nil }
      let time = test.at?.timestamp ?? step.header.time
      return time == step.occurredAt
        ? nil : Violation(.answers, "\(command): \(step) is of \(step.occurredAt.rfc3339())")
    }
  }

  /// Commands that were accepted, each with the number of the record that it made.
  private func effects(in file: ServiceFile) -> [(CommandRecord, UInt64)] {
    var owners: [AnswerKey: UInt64] = [:]
    for (number, rows) in EffectClaims(file).records {
      for row in rows { owners[AnswerKey(unit: row.unit, command: row.command)] = number }
    }
    return history.commands.compactMap { command in
      let key = AnswerKey(unit: command.unit ?? UnitID("operator"), command: command.id)
      guard command.service == file.service, !command.answers.isEmpty, let number = owners[key]
      else { return nil }
      return (command, number)
    }
  }
}
