/// The fields of a request as they stand on the wire: an object of texts and whole numbers.
package struct RequestFields: Codable, Hashable, Sendable {
  package enum Value: Codable, Hashable, Sendable {
    case text(String)
    case number(Int64)

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do {
        self = .text(try container.decode(String.self))
      } catch DecodingError.typeMismatch {
        self = .number(try container.decode(Int64.self))
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }

    /// As a refusal shows it: at most 64 characters.
    var shown: String {
      switch self {
      case .text(let text): String(text.prefix(64))
      case .number(let number): String(number)
      }
    }
  }

  package var values: [String: Value]

  package init(_ values: [String: Value] = [:]) { self.values = values }

  package init(from decoder: any Decoder) throws {
    values = try decoder.singleValueContainer().decode([String: Value].self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values)
  }
}

extension RequestFields: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Value)...) {
    values = Dictionary(elements) { $1 }
  }
}
