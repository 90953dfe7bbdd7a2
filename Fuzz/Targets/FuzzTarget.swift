/// A decoder, or a few that belong together, with the properties that hold for whatever they are
/// given: the folder of its corpus bears its name.
///
/// Besides the stated properties, no input may end the process, hang it, or take memory without
/// bound: that is seen by whoever runs them.
package enum FuzzTarget: String, CaseIterable, Sendable {
  // Octets from sockets.
  case published, door, follower, mailbox
  // JSON from peers.
  case json, requests, answers, events
  // What people write.
  case finding, facts, reference, configuration
  // Files of the data directory and of a backup.
  case files
  // Texts inside all of them.
  case addresses, times, identifiers

  /// - Returns: whether a decoder took the input.
  /// - Throws: `BrokenProperty`.
  @discardableResult
  package func run(_ input: [UInt8]) throws -> Bool {
    switch self {
    case .published: try PublishedTarget.run(input)
    case .door: try DoorTarget.run(input)
    case .follower: try FollowerTarget.run(input)
    case .mailbox: try MailboxTarget.run(input)
    case .json: try JSONTarget.run(input)
    case .requests: try RequestTarget.run(input)
    case .answers: try AnswerTarget.run(input)
    case .events: try EventTarget.run(input)
    case .finding: try FindingTarget.run(input)
    case .facts: try FactsTarget.run(input)
    case .reference: try ReferenceTarget.run(input)
    case .configuration: try ConfigurationTarget.run(input)
    case .files: try StoredFileTarget.run(input)
    case .addresses: try AddressTarget.run(input)
    case .times: try TimeTarget.run(input)
    case .identifiers: try IdentifierTarget.run(input)
    }
  }
}
