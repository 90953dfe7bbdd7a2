import Domain
import Events
import Foundation

/// The finding id and the command id of one report, made before anything is sent, so that a report
/// without an answer can be sent again and still be one finding.
///
/// The finding's id is the command's id, so that `--command-id` alone names both; a document that
/// brings an id of its own keeps it.
struct ReportIdentity {
  let finding: ID<Finding>
  let commandID: String

  /// - Parameters:
  ///   - document: as the officer wrote it; only a readable `id` in it matters here.
  ///   - commandID: of an earlier try.
  ///   - entropy: 10 bytes, for a first try.
  init(document: [UInt8], commandID: String?, at time: Timestamp, entropy: [UInt8]) {
    let fresh = ID<Finding>(at: time, entropy: entropy)
    self.commandID = commandID ?? fresh.description
    finding =
      ReportIdentity.id(in: document) ?? commandID.map(ReportIdentity.finding(ofCommand:)) ?? fresh
  }

  /// A command id that is not an identifier of version 7 gives a finding id computed from its text:
  /// the same text, the same finding.
  private static func finding(ofCommand text: String) -> ID<Finding> {
    if let id = ID<Finding>(text), id.version == 7 { return id }
    // FNV-1a, twice with different starts: an identifier, not a secret.
    let words: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4].map { start in
      text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
    let bytes = words.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
    }
    return ID(at: Timestamp(milliseconds: 0), entropy: bytes)
  }

  private static func id(in document: [UInt8]) -> ID<Finding>? {
    struct Identified: Decodable { var id: String? }
    // A document that cannot be read is the service's to refuse, with the reason.
    guard let identified = try? JSONDecoder().decode(Identified.self, from: Data(document)),
      let text = identified.id
    else { return nil }
    return ID(text)
  }
}
