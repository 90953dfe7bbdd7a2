import Domain
import Events
import Foundation

/// A finding as an officer of the simulated country writes it, by the dice.
struct FindingDraft {
  private static let activities = [
    "production-inspection", "distribution-inspection", "sampling", "label-check", "advert-watch",
    "tracing", "complaint", "outbreak",
  ]
  private static let facilities = [
    "market", "stall", "shop", "warehouse", "home-industry", "plant", "online", "pharmacy",
    "b2-trader", "household", "other",
  ]
  private static let roles = ["found", "sold", "produced", "supplied", "stored"]

  private var activity: String
  let foundAt: Timestamp
  private var places: [[String: Any]]
  private var product: String
  private var kilograms: Int
  private var substance: String
  private var test: [String: String]?
  private var group: [String]?

  init(
    regions: [String], units: [String], now: Timestamp, random: inout SimulationRandom
  ) {
    activity = random.pick(FindingDraft.activities)
    let age = Duration.seconds(random.number(3_600...200_000))
    foundAt = now.adding(.zero - age)
    places = []
    for _ in 0..<random.number(1...3) {
      places.append(FindingDraft.place(regions, &random))
    }
    product = random.pick(["mi basah", "kerupuk", "lontong"])
    kilograms = random.number(1...50)
    substance = random.pick(["formalin", "boraks", "rhodamin-b", "unknown"])
    if !random.once(in: 6) {
      test = [
        "kind": random.once(in: 5) ? "lab" : "rapid",
        "result": random.once(in: 6) ? "negative" : "positive",
      ]
    }
    if random.once(in: 6) {
      group = [random.pick(units)] + (random.once(in: 2) ? ["pusat-kepala"] : [])
    }
  }

  var isConfidential: Bool { group != nil }

  /// Another version of it: something that matters has changed, or nothing much.
  mutating func change(regions: [String], random: inout SimulationRandom) {
    switch random.number(0...4) {
    case 0: places.append(FindingDraft.place(regions, &random))
    case 1: places = [FindingDraft.place(regions, &random)]
    case 2: kilograms += random.number(1...9)
    case 3: substance = random.pick(["formalin", "boraks", "rhodamin-b"])
    default: product += " basah"
    }
  }

  /// - Parameter id: what the officer's own program calls it.
  func json(id: ID<Finding>) throws -> [UInt8] {
    var document: [String: Any] = [
      "id": id.description, "activity": activity, "foundAt": foundAt.rfc3339(), "places": places,
      "substance": substance,
      "product": ["name": product, "quantity": ["value": kilograms, "unit": "kg"]],
    ]
    if let test { document["test"] = test }
    if let group {
      document["confidential"] = true
      document["group"] = group
    }
    return Array(
      try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys]))
  }

  private static func place(
    _ regions: [String], _ random: inout SimulationRandom
  ) -> [String: Any] {
    var place: [String: Any] = [
      "role": random.pick(roles), "facility": random.pick(facilities),
    ]
    if !random.once(in: 12) { place["region"] = random.pick(regions) }
    if random.once(in: 3) {
      place["permit"] = ["type": random.pick(ReferenceCountry.permits + ["izin-lain"])]
    }
    return place
  }
}
