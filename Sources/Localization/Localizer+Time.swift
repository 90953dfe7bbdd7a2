import Domain
package import Events

extension Localizer {
  /// `4 Mar 2026 16.20 WIB` in Indonesian, `4 Mar 2026 16:20 WIB` in English: the local time that
  /// the text itself gives, with the zone's name, or the offset where it is not one of Indonesia's.
  package func time(_ time: TimeText) -> String { self.time(time.description) }

  /// The same for a text that may not be a time: such a text stands for itself.
  /// - Parameter isExact: with seconds.
  func time(_ text: String, isExact: Bool = false) -> String {
    guard Timestamp(rfc3339: text) != nil else { return text }
    let parts = Array(text.utf8)
    let number = { (range: Range<Int>) in Int(String(decoding: parts[range], as: UTF8.self)) ?? 0 }
    let months = Localizer.months[language] ?? []
    let month = number(5..<7)
    let name = months.indices.contains(month - 1) ? months[month - 1] : String(month)
    let separator = language == .id ? "." : ":"
    let clock = [11..<13, 14..<16, 17..<19].prefix(isExact ? 3 : 2)
      .map { String(decoding: parts[$0], as: UTF8.self) }.joined(separator: separator)
    return "\(number(8..<10)) \(name) \(number(0..<4)) \(clock) \(zone(of: text))"
  }

  private func zone(of text: String) -> String {
    guard let last = text.last, last != "Z", last != "z" else { return "UTC" }
    let offset = String(text.suffix(6))
    let named = IndonesianZone.allCases.first { "+0\($0.hours):00" == offset }
    return named?.rawValue ?? offset
  }

  private static let months: [Language: [String]] = [
    .id: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  ]
}
