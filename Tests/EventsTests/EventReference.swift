import Events
import Foundation

/// Writes `docs/events.md` from the catalogue and the examples.
struct EventReference {
  let examples: [EventExample]

  func markdown() throws -> String {
    var lines = [
      "# The events",
      "",
      "Generated from `Sources/Events` by `Tests/EventsTests`; a test compares. After a change:",
      "`TERPADU_UPDATE_GOLDEN=1 swift test --filter EventsTests`.",
      "",
      "A record's payload is one JSON object with sorted keys, the *envelope* of the first table; what",
      "differs from type to type stands under `data`. The record's binary header, which has the event's",
      "identifier and its causes, is described in [the wire protocol](wire-protocol.md). Times are integer",
      "milliseconds UTC, unless a field says otherwise. A field marked with `?` may be absent. Readers",
      "ignore fields that they do not know. *Code* stands in the header; a reader below *reader* must not",
      "apply the record. Codes and names are never used again for something else.",
      "",
      "## Envelope",
      "",
    ]
    if let first = examples.first {
      lines += table(try fields(of: first).filter { !$0.path.hasPrefix("data") })
    }
    for (title, owner) in owners {
      let mine = examples.filter { $0.type.owner == owner }
      lines += [
        "", "## \(title)", "", "| type | code | reader | what it says |", "|---|---|---|---|",
      ]
      lines += mine.map {
        "| `\($0.type.name)` | \($0.type.code) | \($0.type.minReader) | \($0.summary) |"
      }
      for example in mine {
        lines += ["", "### `\(example.type.name)`", ""]
        lines += table(
          try fields(of: example).filter { $0.path.hasPrefix("data.") }.map {
            Field(path: String($0.path.dropFirst(5)), type: $0.type, isOptional: $0.isOptional)
          })
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var owners: [(String, ServiceName?)] {
    ServiceName.allCases.map { ("Log of \($0.rawValue)", $0) } + [("Every log", nil)]
  }

  struct Field {
    var path: String
    var type: String
    var isOptional: Bool
  }

  private func table(_ fields: [Field]) -> [String] {
    ["| field | JSON |", "|---|---|"]
      + fields.map { "| `\($0.path)`\($0.isOptional ? " ?" : "") | \($0.type) |" }
  }

  /// Every field of the example that holds a value, an open map or a list of values.
  private func fields(of example: EventExample) throws -> [Field] {
    var fields: [Field] = []
    collect(
      try JSONSerialization.jsonObject(with: Data(example.bytes)), "", example, into: &fields)
    return fields
  }

  private func collect(
    _ value: Any, _ path: String, _ example: EventExample, into fields: inout [Field]
  ) {
    switch value {
    case let object as [String: Any] where path.hasSuffix("parameters"):
      fields.append(field(path, "object of \(scalar(object.values.first))s", example))
    case let object as [String: Any]:
      if example.optionalPaths.contains(path) { fields.append(field(path, "object", example)) }
      for key in object.keys.sorted() {
        guard let inner = object[key] else { continue }
        collect(inner, path.isEmpty ? key : "\(path).\(key)", example, into: &fields)
      }
    case let list as [Any]:
      if list.first is [String: Any] {
        fields.append(field(path, "array of objects", example))
        for inner in list { collect(inner, path + "[]", example, into: &fields) }
      } else {
        fields.append(field(path, "array of \(scalar(list.first))s", example))
      }
    default: fields.append(field(path, scalar(value), example))
    }
  }

  private func field(_ path: String, _ type: String, _ example: EventExample) -> Field {
    Field(path: path, type: type, isOptional: example.optionalPaths.contains(path))
  }

  private func scalar(_ value: Any?) -> String {
    switch value {
    case let number as NSNumber where !(value is String):
      if String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B" {
        return "boolean"
      }
      return number.doubleValue == number.doubleValue.rounded() ? "integer" : "number"
    default: return "string"
    }
  }
}
