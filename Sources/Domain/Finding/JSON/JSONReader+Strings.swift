extension JSONReader {
  /// Reads a string that starts at its quotation mark; the bytes are known to be valid UTF-8.
  mutating func string(path: String) throws(Refusal) -> String {
    index += 1
    var out: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        try escape(into: &out, path: path)
      case 0..<0x20:
        throw malformed(path)
      default:
        out.append(byte)
        index += 1
      }
    }
    throw malformed(path)
  }

  private mutating func escape(into out: inout [UInt8], path: String) throws(Refusal) {
    guard let byte = peek else { throw malformed(path) }
    let plain: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0c
    case UInt8(ascii: "n"): plain = 0x0a
    case UInt8(ascii: "r"): plain = 0x0d
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      index += 1
      out.append(contentsOf: Array(String(Character(try scalar(path: path))).utf8))
      return
    default: throw malformed(path)
    }
    out.append(plain)
    index += 1
  }

  /// The four digits after `\u`, with their low surrogate where the first is a high one.
  private mutating func scalar(path: String) throws(Refusal) -> Unicode.Scalar {
    let first = try fourDigits(path: path)
    var code = first
    if (0xd800...0xdbff).contains(first) {
      guard peek == UInt8(ascii: "\\") else { throw malformed(path) }
      index += 1
      guard peek == UInt8(ascii: "u") else { throw malformed(path) }
      index += 1
      let second = try fourDigits(path: path)
      guard (0xdc00...0xdfff).contains(second) else { throw malformed(path) }
      code = 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw malformed(path) }
    return scalar
  }

  private mutating func fourDigits(path: String) throws(Refusal) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
        byte < 0x80
      else { throw malformed(path) }
      code = code << 4 | UInt32(digit)
      index += 1
    }
    return code
  }
}
