/// The one JSON form of events, requests and answers: sorted keys, no space, no escaped slashes.
///
/// Foundation's coders write and read the same form, but slowly (docs/decisions/0008).
package enum EventCoding {
  /// - Throws: `EncodingError` for a number that JSON does not have; what `value` throws.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let output = JSONOutput()
    try output.write(value: value)
    return output.buffer.pointee.finish()
  }

  /// Unknown members are passed over. Which of several members of one name counts is not defined.
  ///
  /// - Throws: `DecodingError`: no JSON (RFC 8259), nested deeper than 128, a member that is missing
  ///   or of another type; what `Value` throws.
  package static func decode<Value: Decodable>(
    _: Value.Type = Value.self, from bytes: [UInt8]
  ) throws -> Value {
    let index = try JSONIndex(bytes)
    return try Value(from: JSONValueDecoder(index: index, node: 0))
  }
}
