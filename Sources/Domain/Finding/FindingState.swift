/// Where a finding stands.
///
/// ```text
/// report: no test ─▶ reported ─┐ rapid + ─▶ presumptive ─┐ lab + ─▶ confirmed ─▶ closed
///         negative ▶ recorded ─┘                         └ lab − ─▶ refuted ───▶ closed
/// withdraw: from every state ─▶ withdrawn
/// ```
///
/// A rapid test is presumptive; only the laboratory confirms or refutes. A negative first test is a
/// record, not a finding to send: nobody is told, but it counts in the denominators.
package enum FindingState: String, Codable, Sendable, CaseIterable {
  /// Tested negative from the start: kept and counted, told to nobody.
  case recorded
  case reported
  case presumptive
  case confirmed
  case refuted
  case closed
  case withdrawn

  /// The state of a finding that is reported with this first test.
  package init(firstTest test: TestRecord?) {
    switch (test?.kind, test?.result) {
    case (_, .negative): self = .recorded
    case (.lab, .positive): self = .confirmed
    case (.rapid, .positive): self = .presumptive
    default: self = .reported
    }
  }

  /// Whether the finding has been told to its circle.
  package var isSent: Bool { self != .recorded }

  /// The state after a step.
  /// - Throws: `Refusal(.conflict, rule: "illegal-transition")` with `state`, `step` and
  ///   `allowedSteps`, which stands under `allowed`, too.
  package func after(_ step: FindingStep) throws(Refusal) -> FindingState {
    let allowed = allowedSteps
    guard allowed.contains(step.word) else {
      throw Refusal(
        .conflict, rule: "illegal-transition",
        [
          "state": rawValue, "step": step.word.rawValue,
          "allowed": allowed.map(\.rawValue).joined(separator: ", "),
          "allowedSteps": allowed.map(\.rawValue).joined(separator: ", "),
        ])
    }
    switch step {
    case .test(let kind, let result): return afterTest(kind, result)
    case .amend, .open: return self
    case .close: return .closed
    case .withdraw: return .withdrawn
    }
  }

  /// What may be done now, in the order in which a person would look for it.
  package var allowedSteps: [FindingStep.Word] {
    switch self {
    case .recorded, .reported, .presumptive: [.test, .amend, .open, .close, .withdraw]
    case .confirmed: [.amend, .open, .close, .withdraw]
    case .refuted: [.open, .close, .withdraw]
    case .closed: [.open, .withdraw]
    case .withdrawn: []
    }
  }

  /// A test in one of the states before the laboratory's word.
  private func afterTest(_ kind: TestKind, _ result: TestResult) -> FindingState {
    switch (kind, result) {
    case (.lab, .positive): .confirmed
    case (.lab, .negative): self == .recorded ? .recorded : .refuted
    case (.rapid, .positive): .presumptive
    case (.rapid, .negative): self
    }
  }
}

/// What a unit does with a finding after it was reported.
package enum FindingStep: Hashable, Sendable {
  case test(TestKind, TestResult)
  case amend
  /// Lets everyone know of a confidential finding.
  case open
  case close
  case withdraw

  package enum Word: String, Codable, Sendable, CaseIterable {
    case test, amend, open, close, withdraw
  }

  package var word: Word {
    switch self {
    case .test: .test
    case .amend: .amend
    case .open: .open
    case .close: .close
    case .withdraw: .withdraw
    }
  }
}
