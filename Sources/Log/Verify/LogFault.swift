/// Something that `LogVerifier` found wrong in a file.
package struct LogFault: Hashable, Sendable, CustomStringConvertible {
  /// The fault's name, as `terpadu verify` prints it.
  package enum Name: String, Sendable, CaseIterable {
    /// SQLite's own check of its pages and indexes failed.
    case pages
    /// A number is missing.
    case gap
    /// A stored header cannot be read.
    case header
    /// A record's bytes do not have the hash that it carries.
    case hash
    /// A record does not carry the hash of the one before.
    case chain
    /// A record of another log.
    case log = "log-id"
    /// Epochs go backwards, or beyond the file's own.
    case epoch
    /// An exercise's record among real ones, or the reverse.
    case exercise
    /// A column says something else than the header.
    case column
    /// A position in a followed log that cannot be.
    case cursor
    /// A waiting or applied record that its position does not cover, or that is damaged.
    case held
    /// A followed record that the position has passed, and that was neither applied nor waits.
    case applied
  }

  package let name: Name
  /// The record concerned, in its own log; `nil` if it is none.
  package let sequence: UInt64?
  /// Which sentence says what is wrong: the fault's name, or a word that is more exact.
  package let word: String
  /// The sentence's parameters.
  package let parameters: [String: String]

  package var description: String {
    let place = sequence.map { " at \($0)" } ?? ""
    let details = parameters.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
    return "\(name.rawValue)\(place): \(word)\(details.joined())"
  }
}

/// What `LogVerifier` found.
package struct VerifyReport: Sendable {
  package let identity: LogIdentity
  /// The head as the records have it.
  package internal(set) var head: LogHead
  package internal(set) var recordCount = 0
  /// At most `LogVerifier.faultsMax`.
  package internal(set) var faults: [LogFault] = []

  package var isClean: Bool { faults.isEmpty }

  mutating func add(
    _ name: LogFault.Name, _ sequence: UInt64?, _ word: String? = nil,
    _ parameters: [String: String] = [:]
  ) {
    faults.append(
      LogFault(
        name: name, sequence: sequence, word: word ?? name.rawValue, parameters: parameters))
  }
}
