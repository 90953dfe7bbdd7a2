/// Finds where bytes stop being UTF-8.
enum UTF8Check {
  /// - Returns: the offset of the first byte of the first sequence that is not well formed (Unicode
  ///   table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF); `nil` for valid text.
  static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      guard let (length, second) = sequence(startingWith: first),
        index + length <= bytes.count, second.contains(bytes[index + 1]),
        bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xc0 == 0x80 })
      else { return index }
      index += length
    }
    return nil
  }

  /// The length of a sequence by its first byte, and what its second byte may be.
  private static func sequence(
    startingWith first: UInt8
  ) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch first {
    case 0xc2...0xdf: (2, 0x80...0xbf)
    case 0xe0: (3, 0xa0...0xbf)
    case 0xed: (3, 0x80...0x9f)
    case 0xe1...0xef: (3, 0x80...0xbf)
    case 0xf0: (4, 0x90...0xbf)
    case 0xf1...0xf3: (4, 0x80...0xbf)
    case 0xf4: (4, 0x80...0x8f)
    default: nil
    }
  }
}
