import Domain
import Events
import Log

/// The finding's number, wherever an event of findings, watch or liaison carries it.
package struct FindingMention: Decodable {
  struct Content: Decodable {
    var findingNumber: String?
    var number: String?
  }

  struct Carried: Decodable {
    var snapshot: Content?
    var content: Content?
  }

  var data: Carried

  /// From what this service has written about a subject.
  static func number(of subject: UUIDBytes, with reader: LogReader) throws -> String? {
    try reader.records(subject: subject).lazy
      .compactMap { FindingMention.number(in: $0.payload) }.first
  }

  /// - Returns: `nil` when the payload names none, or is none of ours.
  package static func number(in payload: [UInt8]) -> String? {
    // A record in quarantine may be unreadable: then there is no number, which is an answer.
    guard let event = try? EventCoding.decode(FindingMention.self, from: payload) else {
      return nil
    }
    return event.data.snapshot?.findingNumber ?? event.data.snapshot?.number
      ?? event.data.content?.findingNumber
  }
}
