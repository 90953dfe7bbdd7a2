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
///
/// A state that this program does not know is taken for one in which the finding stands, and never
/// for a withdrawal: what was told stays told.
package struct FindingState: OpenWord {
  /// Tested negative from the start: kept and counted, told to nobody.
  package static let recorded = Self(rawValue: "recorded")
  package static let reported = Self(rawValue: "reported")
  package static let presumptive = Self(rawValue: "presumptive")
  package static let confirmed = Self(rawValue: "confirmed")
  package static let refuted = Self(rawValue: "refuted")
  package static let closed = Self(rawValue: "closed")
  package static let withdrawn = Self(rawValue: "withdrawn")

  package static let known: [Self] = [
    .recorded, .reported, .presumptive, .confirmed, .refuted, .closed, .withdrawn,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// The state of a finding that is reported with this first test.
  package init(firstTest test: TestRecord?) {
    switch (test?.kind, test?.result) {
    case (_, .negative): self = .recorded
    case (.lab, .positive): self = .confirmed
    case (.rapid, .positive): self = .presumptive
    default: self = .reported
    }
  }

  /// Whether the finding is one to warn of, neither taken back nor done with.
  package var isStanding: Bool {
    switch self {
    case .recorded, .refuted, .closed, .withdrawn: false
    default: true
    }
  }

  /// Whether the laboratory has not confirmed the finding. Of an unknown state nobody may say that it
  /// has.
  package var isPresumptive: Bool { self == .presumptive || self == .reported || !isKnown }

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
    // Whoever wrote a state of a later program knows its other steps; taking back needs none.
    default: [.open, .withdraw]
    }
  }

  /// A test in one of the states before the laboratory's word. A kind or result that is not known
  /// changes nothing: it is on record.
  private func afterTest(_ kind: TestKind, _ result: TestResult) -> FindingState {
    switch (kind, result) {
    case (.lab, .positive): .confirmed
    case (.lab, .negative): self == .recorded ? .recorded : .refuted
    case (.rapid, .positive): .presumptive
    default: self
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
