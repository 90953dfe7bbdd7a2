/// The kind of a facility (sarana).
public enum FacilityKind: String, Codable, Sendable, CaseIterable {
  case market
  case stall
  case shop
  case warehouse
  case homeIndustry = "home-industry"
  case plant
  /// A shop on a marketplace or a page; nobody stands in front of it.
  case online
  case pharmacy
  /// Sells hazardous substances (bahan berbahaya, B2) as such.
  case b2Trader = "b2-trader"
  case household
  case other
}
