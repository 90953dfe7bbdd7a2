/// The check of a country at rest: its faults are over, each service runs and has caught up, nothing is on
/// its way. Then its files and what its clients saw must keep every promise of `CheckRule`.
package enum CountryCheck {
  /// - Parameters:
  ///   - history: what the simulated clients saw.
  ///   - files: what the services left; they are read, once, and not changed.
  /// - Returns: what is broken, rule by rule; empty for a sound country.
  /// - Throws: what is none of the country's faults.
  package static func run(
    _ history: CountryHistory, _ files: CountryFiles
  ) throws -> [Violation] {
    let country = Country(files)
    return try LogRule(country: country, paths: files).violations()
      + violations(of: country, history)
  }

  /// Every rule but that of the logs, whose subject is the files themselves.
  static func violations(
    of country: Country, _ history: CountryHistory
  ) throws -> [Violation] {
    let circles = Circles(country)
    var violations = PublicationRule(country: country, history: history).violations()
    violations += try AnswerRule(country: country, history: history).violations()
    violations += RecipientRule(country: country, circles: circles).violations()
    violations += MessageRule(country).violations()
    violations += try MailboxRule(country: country, history: history).violations()
    violations += TaskRule(country: country, circles: circles).violations()
    violations += TimerRule(country: country, now: history.now).violations()
    violations += try NumberRule(country: country).violations()
    violations += PositionRule(country: country).violations()
    violations += QuarantineRule(country: country).violations()
    violations += try RebuildRule(country: country).violations()
    return violations
  }
}
