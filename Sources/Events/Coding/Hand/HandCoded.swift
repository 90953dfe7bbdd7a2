/// A value whose JSON is written and read by hand, because it stands in every finding's way
/// (docs/decisions/0008).
///
/// The form is the one of `EventCoding`: members in the order of their names' bytes, absent ones left
/// out. It conforms to `Codable` through this form alone, so that it can stand inside of what is not
/// coded by hand.
package protocol HandCoded: Codable {
  /// Writes exactly one value.
  func write(to json: inout EventWriter) throws

  /// - Throws: `DecodingError`: a member that is missing or of another type.
  init(from json: EventReader) throws
}

extension HandCoded {
  package func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? JSONValueEncoder else {
      throw EncodingError.invalidValue(self, .init(codingPath: [], debugDescription: otherCoder))
    }
    try encoder.output.buffer.pointee.appendByHand { try write(to: &$0) }
  }

  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? JSONValueDecoder else {
      throw JSONIndex.corrupted(otherCoder)
    }
    try self.init(from: EventReader(index: decoder.index, node: decoder.node))
  }
}

private let otherCoder = "events are coded by EventCoding alone"
