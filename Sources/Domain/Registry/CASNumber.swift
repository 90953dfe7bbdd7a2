/// The form of a number of the Chemical Abstracts Service, such as `1303-96-4`.
public enum CASNumber {
  /// Whether `text` is two to seven digits, two digits and the check digit that belongs to them.
  public static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, (2...7).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts[2].utf8.count == 1,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return false }
    let digits = (parts[0] + parts[1]).utf8.reversed().map { Int($0 - 48) }
    let sum = digits.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    return String(sum % 10) == parts[2]
  }
}
