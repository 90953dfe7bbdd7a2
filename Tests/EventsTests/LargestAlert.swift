import Domain
import Events

/// The largest alert that a lawful finding makes: 64 places, each in a regency of its own with a
/// UPT, a coordinator and a permit type of its own, the longest citations and words; and everyone
/// told of an earlier version that had 64 other places.
enum LargestAlert {
  static var snapshot: FindingSnapshot {
    var snapshot = Sample.finding
    snapshot.document = document(firstRegion: 0)
    snapshot.document.group = (0..<FindingDocument.groupMax).map { UnitID(longName($0)) }
    return snapshot
  }

  static var content: AlertContent {
    let jurisdiction = LargestJurisdiction()
    let author = UnitID("pom-\(longName(900))")
    let earlier = decide(document(firstRegion: 64), author, jurisdiction)
    let members = Circle.merge(
      earlier: earlier.recipients, now: decide(snapshot.document, author, jurisdiction),
      announcement: .update, author: author)
    var content = AlertContent(
      alert: Sample.id(4), caseID: Sample.id(3), caseNumber: "K-2026-000045", snapshot: snapshot,
      receivedAt: Sample.time, occurredAt: Sample.time, riskClass: .unclassified)
    content.product = longText
    content.reason = longText
    content.flags = FindingFlag.known
    content.recipients = members.map { AlertRecipient($0.recipient, kind: $0.kind) }
    content.notTold = decide(snapshot.document, author, jurisdiction).notTold
    content.refersTo = Sample.id(5)
    return content
  }

  /// A document as large as one may be, of bytes that JSON escapes.
  static let original = String(repeating: "\n", count: FindingDocument.documentBytesMax)

  /// 200 characters of four bytes.
  static let longText = String(repeating: "🧪", count: 200)

  /// A name of the length of the longest in the reference data.
  static func longName(_ number: Int) -> String { "kepulauan-bangka-belitung-\(1000 + number)" }

  private static func decide(
    _ document: FindingDocument, _ author: UnitID, _ jurisdiction: LargestJurisdiction
  ) -> RoutingDecision {
    Routing.decide(
      RoutingInput(document: document, reporter: author, eventTime: Sample.time),
      in: jurisdiction)
  }

  private static func document(firstRegion: Int) -> FindingDocument {
    var document = Sample.document
    document.places = (firstRegion..<firstRegion + FindingDocument.placesMax).map { number in
      // 38 provinces of 11 to 48; the regencies of one province differ in their last digits.
      let province = 11 + number % 38
      return FindingPlace(
        role: .produced, region: Sample.code("\(province).\(10 + number / 38)"),
        facility: number % 2 == 0 ? .b2Trader : .online, name: String(longText.prefix(100)),
        permit: Permit(type: LargestJurisdiction.permits[number % 4], number: "2061702010001-27"))
    }
    return document
  }
}

/// A registry whose every answer is as long as one can be.
private struct LargestJurisdiction: Jurisdiction {
  static let permits = [
    PermitType("apotek"), PermitType("pt-b2"), PermitType("dt-b2"),
    PermitType(String(repeating: "z", count: 64)),
  ]
  private let decree = String(repeating: "Keputusan ", count: 20)

  private func answer<Value>(_ value: Value) -> Established<Value> {
    Established(value: value, certainty: .knowledge, source: decree, isEstablished: false)
  }

  private func number(_ region: RegionCode) -> Int {
    Int(region.rawValue.filter { $0 != "." }) ?? 0
  }

  func hasRegion(_ code: RegionCode, at: Timestamp) -> Bool { true }

  func owner(of region: RegionCode, at: Timestamp) -> Established<UnitID>? {
    answer(UnitID("pom-\(LargestAlert.longName(number(region)))"))
  }

  func coordinator(of unit: UnitID, at: Timestamp) -> Established<Designation>? {
    answer(
      Designation(
        coordinator: UnitID("\(unit.rawValue)-balai"), decree: decree, from: Sample.time))
  }

  func code(of code: RegionCode, at: Timestamp) -> RegionCode { code }

  func pemda(of region: RegionCode, at: Timestamp) -> UnitID { .pemda(region) }

  func competence(for permitType: String, at: Timestamp) -> Established<Competence>? {
    switch permitType {
    case "apotek":
      answer(Competence(permitType: permitType, authority: .regency, basis: decree))
    case "pt-b2":
      answer(Competence(permitType: permitType, authority: .province, basis: decree))
    case "dt-b2":
      answer(Competence(permitType: permitType, authority: .unit(.kemendag), basis: decree))
    default: nil
    }
  }

  func otherOwners(of region: RegionCode, at: Timestamp) -> [UnitID] {
    (1...3).map { UnitID("pom-\(LargestAlert.longName(number(region) + $0 * 10_000))") }
  }

  func otherCoordinators(of unit: UnitID, at: Timestamp) -> [UnitID] {
    [UnitID("\(unit.rawValue)-lama")]
  }

  func name(of unit: UnitID, at: Timestamp) -> String? { LargestAlert.longText }
}
