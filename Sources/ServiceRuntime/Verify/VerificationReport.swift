package import Events

/// What a check of one service's file found: the JSON of `terpadu-<service> --verify`.
package struct VerificationReport: Codable, Sendable {
  package struct Fault: Codable, Hashable, Sendable {
    /// A stable word such as `gap`, `hash` or `chain`.
    package var name: String
    /// The record concerned, in this service's log; `nil` if it is none.
    package var sequence: UInt64?
    /// Which sentence says what is wrong, of the family `fault`.
    package var word: String
    package var parameters: [String: String]

    package init(
      name: String, sequence: UInt64? = nil, word: String? = nil,
      parameters: [String: String] = [:]
    ) {
      self.name = name
      self.sequence = sequence
      self.word = word ?? name
      self.parameters = parameters
    }
  }

  /// Where the service stands in a log that it follows.
  package struct Cursor: Codable, Hashable, Sendable {
    package var log: LogID
    package var epoch: UInt64
    package var sequence: UInt64
    package var hash: String
  }

  package var service: ServiceName
  /// `nil` for a file that could not be read at all.
  package var log: LogID?
  package var epoch: UInt64?
  package var head: UInt64?
  package var faults: [Fault] = []
  /// By the name of the followed service.
  package var cursors: [String: Cursor] = [:]
  /// The hashes of the records that were asked for, by their numbers.
  package var hashes: [String: String] = [:]

  package init(service: ServiceName) {
    self.service = service
  }
}
