/// One text in both languages, with `{placeholders}` for its parameters.
package struct Text: Hashable, Sendable {
  package let id: String
  package let en: String

  package init(id: String, en: String) {
    self.id = id
    self.en = en
  }

  package subscript(language: Language) -> String {
    switch language {
    case .id: id
    case .en: en
    }
  }

  /// The text with each `{name}` replaced by the parameter of that name, and by `–` where there is
  /// none. A brace without a name stays as it is.
  package func filled(in language: Language, with parameters: [String: String]) -> String {
    var out = ""
    var rest = Substring(self[language])
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      let afterOpen = rest.index(after: open)
      guard let close = rest[afterOpen...].firstIndex(of: "}") else {
        out += rest[open...]
        return out
      }
      out += parameters[String(rest[afterOpen..<close])] ?? "–"
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// The names between braces in one language.
  package func placeholders(in language: Language) -> Set<String> {
    var names: Set<String> = []
    var rest = Substring(self[language])
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.insert(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
