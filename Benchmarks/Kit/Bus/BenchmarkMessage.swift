/// The event that the bus carries: JSON of a given size, with the time just before it was handed in
/// and its number at fixed places.
enum BenchmarkMessage {
  static let bytesMin = 256

  /// - Parameter size: at least `bytesMin`.
  static func bytes(stamp: UInt64, number: Int, size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    bytes.append(contentsOf: "{\"t\":".utf8)
    append(stamp, digits: 20, to: &bytes)
    bytes.append(contentsOf: ",\"n\":".utf8)
    append(UInt64(number), digits: 10, to: &bytes)
    bytes.append(contentsOf: ",\"id\":\"tmn-".utf8)
    append(UInt64(number), digits: 10, to: &bytes)
    bytes.append(contentsOf: description.utf8)
    let first = UInt8(ascii: "a")
    while bytes.count < size - 2 {
      bytes.append(first + UInt8((bytes.count * 7 + number) % 26))
    }
    bytes.append(contentsOf: "\"}".utf8)
    return bytes
  }

  static func stamp(of bytes: [UInt8]) -> UInt64 { decimal(bytes, from: 5, digits: 20) }

  static func number(of bytes: [UInt8]) -> Int { Int(decimal(bytes, from: 30, digits: 10)) }

  private static let description = """
    ","jenis":"pangan","tingkat":"tinggi","wilayah":"32.73",\
    "lokasi":{"lat":-6.914744,"lon":107.609810},"pelapor":"Loka POM Bandung","uraian":"
    """

  private static func append(_ value: UInt64, digits: Int, to bytes: inout [UInt8]) {
    var rest = value
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
    var index = start + digits
    while rest > 0, index > start {
      index -= 1
      bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }

  private static func decimal(_ bytes: [UInt8], from start: Int, digits: Int) -> UInt64 {
    guard bytes.count >= start + digits else { return 0 }
    return bytes[start..<start + digits].reduce(0) {
      $0 &* 10 &+ UInt64($1 &- UInt8(ascii: "0"))
    }
  }
}
