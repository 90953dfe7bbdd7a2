extension JSONIndex {
  func string(_ node: Int) throws -> String {
    switch kind(of: node) {
    case .string:
      guard let text = String(validating: text(of: node), as: UTF8.self) else {
        throw JSONIndex.corrupted("no UTF-8 in the string at byte \(offset(of: node))")
      }
      return text
    case .escapedString:
      // Rare: a quotation mark or a new line in somebody's words.
      guard let unescaped = JSONEscapes.resolved(text(of: node)),
        let text = String(validating: unescaped, as: UTF8.self)
      else {
        throw JSONIndex.corrupted("no text in the string at byte \(offset(of: node))")
      }
      return text
    default: throw mismatch(String.self, node)
    }
  }

  func bool(_ node: Int) throws -> Bool {
    switch kind(of: node) {
    case .yes: return true
    case .no: return false
    default: throw mismatch(Bool.self, node)
    }
  }

  func integer<Number: FixedWidthInteger>(_: Number.Type, _ node: Int) throws -> Number {
    guard kind(of: node) == .number else { throw mismatch(Number.self, node) }
    var digits = text(of: node)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    var value: Number = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
        throw mismatch(Number.self, node)
      }
      let digit = Number(byte - UInt8(ascii: "0"))
      let product = value.multipliedReportingOverflow(by: 10)
      let sum =
        isNegative
        ? product.partialValue.subtractingReportingOverflow(digit)
        : product.partialValue.addingReportingOverflow(digit)
      guard !product.overflow, !sum.overflow else { throw mismatch(Number.self, node) }
      value = sum.partialValue
    }
    return value
  }

  func double(_ node: Int) throws -> Double {
    guard kind(of: node) == .number,
      let value = Double(String(decoding: text(of: node), as: UTF8.self)), value.isFinite
    else { throw mismatch(Double.self, node) }
    return value
  }

  func mismatch(_ type: Any.Type, _ node: Int) -> DecodingError {
    DecodingError.typeMismatch(
      type,
      DecodingError.Context(
        codingPath: [],
        debugDescription: "\(kind(of: node)) at byte \(offset(of: node)) is no \(type)"))
  }
}
