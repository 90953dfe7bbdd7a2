/// What a unit does with a finding after it was reported.
public enum FindingStep: Hashable, Sendable {
  case test(TestKind, TestResult)
  case amend
  /// Lets everyone know of a confidential finding.
  case open
  case close
  case withdraw

  public enum Word: String, Codable, Sendable, CaseIterable {
    case test, amend, open, close, withdraw
  }

  public var word: Word {
    switch self {
    case .test: .test
    case .amend: .amend
    case .open: .open
    case .close: .close
    case .withdraw: .withdraw
    }
  }
}
