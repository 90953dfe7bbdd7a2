import Foundation

extension RegistryFact {
  /// The largest document of facts: what a service's door takes.
  static let documentBytesMax = 64 * 1024
  private static let documentDepthMax = 8

  /// Reads what an operator brings in: one fact, or a list of facts, each in the form in which it
  /// stands in JSON.
  ///
  /// A time (`from`, `until`) is written in milliseconds, in RFC 3339 with an offset, or as a date,
  /// which means its midnight WIB. The first fault is the one refused; a member that no fact has is a
  /// fault, because a misspelt one would be lost without a word. Whether the facts agree with what
  /// the registry knows is not looked at.
  ///
  /// - Parameter bytes: JSON of at most 64 KiB.
  /// - Throws: a `Refusal` of code `invalid`. Its field begins with the place of the fact in the
  ///   list, `[0]` for the first or only one, unless the document as a whole cannot be read.
  package static func list(json bytes: [UInt8]) throws(Refusal) -> [RegistryFact] {
    let root = try JSONReader.read(
      bytes, limits: JSONReader.Limits(bytes: documentBytesMax, depth: documentDepthMax))
    let written: [JSONValue]
    switch root {
    case .object: written = [root]
    case .array(let elements): written = elements
    default: throw notFacts("")
    }
    guard !written.isEmpty else { throw .invalid("", "document-empty") }
    var facts: [RegistryFact] = []
    for (index, value) in written.enumerated() {
      facts.append(try RegistryFact(JSONField(path: "[\(index)]", value: value)))
    }
    return facts
  }

  private init(_ field: JSONField) throws(Refusal) {
    guard case .object = field.value else { throw RegistryFact.notFacts(field.path) }
    guard try field.members(allowed: RegistryFact.kinds).count == 1 else {
      throw RegistryFact.notFacts(field.path)
    }
    let timed = try FactReading.timed(field)
    do {
      self = try JSONDecoder().decode(
        RegistryFact.self, from: Data(JSONWriter.bytes(of: timed)))
    } catch {
      throw FactReading.refusal(of: error, in: field)
    }
    try FactReading.refuseUnknown(in: field, of: self)
  }

  private static let kinds = CodingKeys.allCases.map(\.rawValue)

  private static func notFacts(_ path: String) -> Refusal {
    .invalid(path, "not-facts", ["allowed": kinds.joined(separator: ", ")])
  }
}
