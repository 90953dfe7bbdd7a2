extension RegistryState {
  mutating func apply(_ fact: SubstanceFact) throws(Refusal) {
    let substance = ["value": fact.id.rawValue]
    guard substances[fact.id] == nil else {
      throw Refusal(.conflict, field: "id", rule: "substance-exists", substance)
    }
    guard UnitID.isWellFormed(fact.id.rawValue), fact.id != .unknown else {
      throw .invalid("id", "substance-id-malformed", substance)
    }
    guard !fact.name.id.isEmpty, !fact.name.en.isEmpty else {
      throw .invalid("name", "name-missing", substance)
    }
    for cas in fact.relatedCAS + [fact.cas].compactMap({ $0 }) where !CASNumber.isValid(cas) {
      throw .invalid("cas", "cas-check-digit", ["value": cas])
    }
    let words = Set(RegistryState.words(of: fact).map(RegistryState.folded))
    for word in words.sorted() {
      guard !word.isEmpty else { throw .invalid("synonyms", "word-empty", substance) }
      if let other = substanceWords[word] {
        throw Refusal(
          .conflict, field: "synonyms", rule: "word-in-use",
          ["value": word, "substance": fact.id.rawValue, "other": other.rawValue])
      }
    }
    for word in words { substanceWords[word] = fact.id }
    substances[fact.id] = fact
  }

  package func substance(_ id: SubstanceID) -> SubstanceFact? { substances[id] }

  /// The substance that a word means: an id, a CAS number, a name in Indonesian or English, another
  /// name or a street name (`bleng` is borax). Case, spaces and punctuation do not matter.
  package func substance(named word: String) -> SubstanceFact? {
    // A word is at most a line; more is not a name, and folding it would only cost time.
    guard word.utf8.count <= 200 else { return nil }
    return substanceWords[RegistryState.folded(word)].flatMap { substances[$0] }
  }

  private static func words(of fact: SubstanceFact) -> [String] {
    [fact.id.rawValue, fact.name.id, fact.name.en] + fact.synonyms + fact.relatedCAS
      + [fact.cas].compactMap { $0 }
  }

  private static func folded(_ word: String) -> String {
    String(word.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
