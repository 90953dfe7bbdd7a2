/// Why nobody works on a day.
public enum HolidayKind: String, Codable, Sendable, CaseIterable {
  case national = "libur-nasional"
  /// Collective leave (cuti bersama), a working day for no office of the government.
  case collectiveLeave = "cuti-bersama"
  /// A day declared free once, such as an election day (Keputusan Presiden).
  case special = "libur-khusus"
}
