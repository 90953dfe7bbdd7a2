extension Catalogue {
  /// The line of a message that a person reads first (`MessageSubject.word`).
  static let subjects: [String: Text] = [
    "alert": Text(
      id: "{substance} pada {product}: temuan {number}",
      en: "{substance} in {product}: finding {number}"),
    "record-quarantined": Text(
      id: "{service} menahan catatan {sequence} dari {source}: {error}",
      en: "{service} holds record {sequence} of {source}: {error}"),
  ]
}
