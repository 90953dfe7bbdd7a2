import Foundation

/// What the reading of a fact as a person wrote it needs besides the form of the events: times as
/// people write them, a refusal for what does not fit, and an eye for what would be passed over.
enum FactReading {
  /// The value with its times in milliseconds.
  /// - Throws: for a time or a year that is none.
  static func timed(_ field: JSONField) throws(Refusal) -> JSONValue {
    switch field.value {
    case .array:
      var elements: [JSONValue] = []
      for element in try field.elements() { elements.append(try timed(element)) }
      return .array(elements)
    case .object(let members):
      var out: [JSONValue.Member] = []
      for member in members {
        let name = JSONField.shown(member.name)
        let inner = JSONField(path: "\(field.path).\(name)", value: member.value)
        let value =
          switch member.name {
          case "from", "until": try milliseconds(inner)
          case "year": try whole(inner)
          default: try timed(inner)
          }
        out.append(JSONValue.Member(name: member.name, value: value))
      }
      return .object(out)
    default: return field.value
    }
  }

  /// A number has no fraction and is one that a `Double` holds exactly: a decoder would refuse it
  /// without the path.
  private static func whole(_ field: JSONField) throws(Refusal) -> JSONValue {
    guard case .number(let number) = field.value else { return field.value }
    guard number == number.rounded(), abs(number) < 1e15 else {
      throw .invalid(field.path, "value-unusable", ["value": JSONWriter.text(of: number)])
    }
    return field.value
  }

  private static func milliseconds(_ field: JSONField) throws(Refusal) -> JSONValue {
    guard case .string(let text) = field.value else { return try whole(field) }
    let midnight = CalendarDate(text).map { Timestamp(startOf: $0, in: .wib) }
    guard let time = midnight ?? Timestamp(rfc3339: text) else {
      throw .notATime(field.path, text)
    }
    return .number(Double(time.milliseconds))
  }

  /// What a decoder says, told by the path and the rule.
  static func refusal(of error: any Error, in root: JSONField) -> Refusal {
    guard let error = error as? DecodingError else {
      return .invalid(root.path, "value-unusable", ["value": root.value.kind])
    }
    switch error {
    case .keyNotFound(let key, let context):
      return JSONField.missing(key.stringValue, in: place(context.codingPath, in: root).path)
    case .valueNotFound(_, let context):
      return .invalid(place(context.codingPath, in: root).path, "missing-field")
    case .typeMismatch(let type, let context):
      return place(context.codingPath, in: root).wrongType(word(for: type))
    case .dataCorrupted(let context):
      return unusable(place(context.codingPath, in: root), context.codingPath)
    @unknown default:
      return .invalid(root.path, "value-unusable", ["value": root.value.kind])
    }
  }

  /// The value to which a coding path leads.
  private static func place(_ path: [any CodingKey], in root: JSONField) -> JSONField {
    path.reduce(root) { field, key in
      switch (field.value, key.intValue) {
      case (.array(let elements), let index?) where elements.indices.contains(index):
        JSONField(path: "\(field.path)[\(index)]", value: elements[index])
      case (.object(let members), _):
        JSONField(
          path: "\(field.path).\(key.stringValue)",
          value: members.first { $0.name == key.stringValue }?.value ?? .null)
      default: field
      }
    }
  }

  private static func word(for type: Any.Type) -> String {
    switch type {
    case is String.Type: "string"
    case is Bool.Type: "boolean"
    case is [Any].Type: "array"
    case is [String: Any].Type: "object"
    default: "number"
    }
  }

  private static func unusable(_ field: JSONField, _ path: [any CodingKey]) -> Refusal {
    guard case .string(let text) = field.value else {
      return .invalid(field.path, "value-unusable", ["value": field.value.kind])
    }
    let value = JSONField.shown(text)
    let names = path.filter { $0.intValue == nil }.map(\.stringValue)
    if names.first == "regionChange", names.last == "kind" {
      return field.unknownWord(
        text, allowed: RegionChangeKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    switch names.last {
    case "date": return .invalid(field.path, "impossible-date", ["value": value])
    case "code", "oldCode", "newCode", "regions", "seat":
      return .invalid(field.path, "region-syntax", ["value": value])
    default: return .invalid(field.path, "value-unusable", ["value": value])
    }
  }

  /// - Throws: `unknown-field` for the first member that the value read from it does not have, and
  ///   `unknown-value` for a word that this program does not know: what a person brings in is held to
  ///   what the rules can answer for.
  static func refuseUnknown(in field: JSONField, of value: Any) throws(Refusal) {
    if let word = value as? any OpenWord {
      guard word.isKnown else {
        throw field.unknownWord(word.rawValue, allowed: type(of: word).allowed)
      }
      return
    }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      guard let wrapped = mirror.children.first else { return }
      return try refuseUnknown(in: field, of: wrapped.value)
    }
    // An enumeration within a fact is read by its case, which its decoder checks.
    guard mirror.displayStyle != .enum || value is RegistryFact else { return }
    switch field.value {
    case .object:
      let known = mirror.children.compactMap { child in
        child.label.map { (name: $0, value: child.value) }
      }
      for member in try field.members(allowed: known.map(\.name)) {
        guard let child = known.first(where: { $0.name == member.name }) else { continue }
        try refuseUnknown(in: member.field, of: child.value)
      }
    case .array:
      for (element, child) in zip(try field.elements(), mirror.children) {
        try refuseUnknown(in: element, of: child.value)
      }
    default: return
    }
  }
}
