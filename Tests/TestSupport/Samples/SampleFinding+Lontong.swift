extension SampleFinding {
  /// Case 7: lontong in Payakumbuh, red on curcumin paper.
  package static let lontong = SampleFinding(
    foundAt: "2026-09-06T07:40:00+07:00", product: "lontong", substance: "boraks",
    places: [.init("found", "13.76", "stall")])
}
