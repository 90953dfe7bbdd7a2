/// The check of a country at rest: its faults are over, each service runs and has caught up, nothing is on
/// its way. Then its files and what its clients saw must keep every promise of `CheckRule`.
package enum CountryCheck {
  /// - Parameters:
  ///   - history: what the simulated clients saw.
  ///   - files: what the services left; they are read, once, and not changed.
  ///   - rules: the promises to be checked; all, but for a shorter run.
  /// - Returns: what is broken, rule by rule; empty for a sound country.
  /// - Throws: what is none of the country's faults.
  package static func run(
    _ history: CountryHistory, _ files: CountryFiles,
    rules: Set<CheckRule> = Set(CheckRule.allCases)
  ) throws -> [Violation] {
    let country = Country(files)
    let logs =
      rules.contains(.logs) ? try LogRule(country: country, paths: files).violations() : []
    return logs + (try violations(of: country, history, rules))
  }

  /// Every rule but that of the logs, whose subject is the files themselves.
  static func violations(
    of country: Country, _ history: CountryHistory, _ rules: Set<CheckRule>
  ) throws -> [Violation] {
    let circles = Circles(country)
    return try CheckRule.allCases.filter(rules.contains).flatMap { rule -> [Violation] in
      switch rule {
      case .logs: []
      case .publications: PublicationRule(country: country, history: history).violations()
      case .answers: AnswerRule(country: country, history: history).violations()
      case .recipients: RecipientRule(country: country, circles: circles).violations()
      case .messages: MessageRule(country).violations()
      case .mailboxes: try MailboxRule(country: country, history: history).violations()
      case .tasks: TaskRule(country: country, circles: circles).violations()
      case .timers: TimerRule(country: country, history: history).violations()
      case .escalations: EscalationRule(country: country, now: history.now).violations()
      case .numbers: try NumberRule(country: country).violations()
      case .positions: PositionRule(country: country).violations()
      case .rebuild: try RebuildRule(country: country).violations()
      case .quarantine: QuarantineRule(country: country).violations()
      }
    }
  }
}
