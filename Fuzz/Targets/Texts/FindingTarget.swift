import Domain
import Events

/// The document of a finding as an officer writes it.
enum FindingTarget {
  /// 2026-03-04T16:30:00+07:00.
  private static let now = Timestamp(milliseconds: 1_772_616_600_000)

  static func run(_ input: [UInt8]) throws -> Bool {
    let document: FindingDocument
    do {
      document = try read(input)
    } catch {
      try check(error)
      return false
    }
    try check(document)
    for zone in IndonesianZone.allCases {
      let written = document.canonicalJSON(in: zone)
      do {
        let again = try read(written)
        try hold(again == document, "the canonical form is the same finding")
        try hold(again.canonicalJSON(in: zone) == written, "there is one canonical form")
      } catch let refusal as Refusal {
        // Escapes and names of fields can make the canonical form longer than what was written.
        try hold(refusal.rule == "document-too-large", "\(refusal.field): \(refusal.rule)")
      }
    }
    let event = try EventCoding.encode(document)
    try hold(
      try EventCoding.decode(FindingDocument.self, from: event) == document,
      "the event form is the same finding")
    return true
  }

  private static func read(_ bytes: [UInt8]) throws(Refusal) -> FindingDocument {
    try FindingDocument(json: bytes, now: now, vocabulary: Vocabulary())
  }

  /// A refusal goes to the sender and into logs: bounded, whatever the document was.
  private static func check(_ refusal: Refusal) throws {
    try hold(refusal.code == .invalid, "a document is refused as invalid")
    try hold(refusal.field.unicodeScalars.count <= 1_000, "a refusal's field is short")
    for (name, value) in refusal.parameters {
      try hold(value.unicodeScalars.count <= 1_000, "a refusal's \(name) is short")
    }
    _ = try EventCoding.encode(AnswerHead(refusal: refusal))
  }

  private static func check(_ document: FindingDocument) throws {
    try hold((1...FindingDocument.placesMax).contains(document.places.count), "places")
    try hold(document.group.count <= FindingDocument.groupMax, "group")
    try hold(document.group == document.group.sorted(), "a group is sorted")
    try hold(document.confidential || document.group.isEmpty, "a group is confidential")
    try hold(document.foundAt >= FindingDocument.earliest, "not too early")
    try hold(document.foundAt <= now.adding(FindingDocument.clockSkewMax), "not in the future")
    try hold(document.note.unicodeScalars.count <= 4_000, "a note has its limit")
    try hold(document.id.map { $0.version == 7 } ?? true, "an id is of version 7")
  }
}

/// A small registry: three regions, one of them split, and a few words.
private struct Vocabulary: FindingVocabulary {
  func standing(of code: RegionCode, at time: Timestamp) -> RegionStanding {
    switch code.rawValue {
    case "17.02", "32.10": .inForce
    case "91.04": .replaced(by: [RegionCode("96.01"), RegionCode("96.02")].compactMap(\.self))
    case "96.01": .notYet(before: RegionCode("91.04"))
    default: .unknown
    }
  }

  func hasUnit(_ unit: UnitID, at time: Timestamp) -> Bool {
    ["pom-bengkulu", "pusat-deputi-3", "pemda-17.02"].contains(unit.rawValue)
  }

  func substance(matching word: String) -> SubstanceID? {
    ["rhodamin-b", "81-88-9"].contains(word.lowercased()) ? SubstanceID("rhodamin-b") : nil
  }
}
