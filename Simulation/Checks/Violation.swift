/// A promise that a country broke.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  package var rule: CheckRule
  /// What is wrong, with the numbers and identifiers by which it is found in the files.
  package var sentence: String

  init(_ rule: CheckRule, _ sentence: String) {
    self.rule = rule
    self.sentence = sentence
  }

  package var description: String { "\(rule.rawValue): \(sentence)" }
}
