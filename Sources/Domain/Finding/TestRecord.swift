/// A test of a sample.
package struct TestRecord: Hashable, Sendable {
  package var kind: TestKind
  package var result: TestResult
  /// The kit with its lot, at most 200 characters.
  package var kit: String?
  /// The number of the laboratory's report, at most 100 characters.
  package var reportNumber: String?
  /// When it was read; `nil`: when it was reported.
  package var at: Timestamp?

  package init(
    kind: TestKind, result: TestResult, kit: String? = nil, reportNumber: String? = nil,
    at: Timestamp? = nil
  ) {
    self.kind = kind
    self.result = result
    self.kit = kit
    self.reportNumber = reportNumber
    self.at = at
  }
}

/// How a sample was tested.
package struct TestKind: OpenWord {
  /// A kit on the spot (uji cepat): its positive is presumptive.
  package static let rapid = Self(rawValue: "rapid")
  /// The laboratory (uji konfirmasi): its word decides.
  package static let lab = Self(rawValue: "lab")

  package static let known: [Self] = [.rapid, .lab]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Whether a test showed the substance.
package struct TestResult: OpenWord {
  package static let negative = Self(rawValue: "negative")
  package static let positive = Self(rawValue: "positive")

  package static let known: [Self] = [.negative, .positive]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}
