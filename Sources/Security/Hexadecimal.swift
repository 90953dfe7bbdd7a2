package enum Hexadecimal {
  package static func text(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// - Returns: `nil` unless `text` is an even number of hexadecimal digits.
  package static func bytes(of text: some StringProtocol) -> [UInt8]? {
    var out: [UInt8] = []
    var pending: UInt8?
    for character in text.utf8 {
      guard let value = value(of: character) else { return nil }
      if let high = pending {
        out.append(high << 4 | value)
        pending = nil
      } else {
        pending = value
      }
    }
    return pending == nil ? out : nil
  }

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case 48...57: character - 48
    case 65...70: character - 55
    case 97...102: character - 87
    default: nil
    }
  }
}
