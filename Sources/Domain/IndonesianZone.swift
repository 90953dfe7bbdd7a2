/// The three time zones of Indonesia, none with daylight saving (Keppres 41/1987).
package enum IndonesianZone: String, Codable, Sendable, CaseIterable {
  /// Waktu Indonesia Barat, UTC+7.
  case wib = "WIB"
  /// Waktu Indonesia Tengah, UTC+8.
  case wita = "WITA"
  /// Waktu Indonesia Timur, UTC+9.
  case wit = "WIT"

  package var hours: Int {
    switch self {
    case .wib: 7
    case .wita: 8
    case .wit: 9
    }
  }

  var offsetMilliseconds: Int64 { Int64(hours) * 3_600_000 }

  /// The zone of a province, by the first two digits of its code; Pusat and the ministries are in
  /// Jakarta and so in WIB.
  ///
  /// WITA: Bali, Nusa Tenggara, Kalimantan Selatan, Timur and Utara, Sulawesi. WIT: Maluku and
  /// Papua. WIB: everything else (Keppres 41/1987).
  package init(province: RegionCode) {
    switch Int(province.province.rawValue) ?? 0 {
    case 51...53, 63...65, 71...76: self = .wita
    case 81...99: self = .wit
    default: self = .wib
    }
  }
}
