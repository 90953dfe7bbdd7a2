/// A word of a set that may grow: what stands in events and answers where an enumeration would
/// refuse what a newer program writes.
///
/// In JSON it is one string. A reader keeps a word that it does not know, hands it on unchanged and
/// shows it as it is, so that no event goes into quarantine for a new word alone. What people and
/// operators write in is held to `known` at the door that takes it in (`init(known:)`).
///
/// Code that branches on a word says what it does with an unknown one, and chooses what loses no
/// message.
package protocol OpenWord: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible
where RawValue == String {
  /// The words of this program, each once, in the order in which people are shown them.
  static var known: [Self] { get }

  /// Any text is a word; it need not be known.
  init(rawValue: String)
}

extension OpenWord {
  /// What a person wrote; `nil` unless this program knows the word.
  package init?(known text: String) {
    guard let word = Self.known.first(where: { $0.rawValue == text }) else { return nil }
    self = word
  }

  package var isKnown: Bool { Self.known.contains(self) }

  /// The known words, as a refusal names what is allowed.
  package static var allowed: String { known.map(\.rawValue).joined(separator: ", ") }

  package var description: String { rawValue }
}
