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
  static func number(of subject: UUIDBytes, in snapshot: LogSnapshot) throws -> String? {
    var number: String?
    try snapshot.eachRecord(of: subject) { record in
      number = FindingMention.number(in: record.payload)
      return number == nil
    }
    return number
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
