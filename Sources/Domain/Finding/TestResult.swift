/// Whether a test showed the substance.
public enum TestResult: String, Codable, Sendable, CaseIterable {
  case negative
  case positive
}
