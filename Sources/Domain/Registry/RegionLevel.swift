/// What a region is in the administration of the country.
public enum RegionLevel: String, Codable, Sendable, CaseIterable {
  case province = "provinsi"
  case regency = "kabupaten"
  case city = "kota"
}
