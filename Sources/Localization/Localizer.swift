package import Domain
package import Events

/// Renders words and their parameters for one reader.
package struct Localizer: Sendable {
  package let language: Language

  package init(_ language: Language) {
    self.language = language
  }

  /// A label of a program's own output.
  package func label(_ label: Label, _ parameters: [String: String] = [:]) -> String {
    label.text.filled(in: language, with: parameters)
  }

  /// A short term, such as the name of a role; an unknown word stands for itself.
  package func term(_ family: Catalogue.Family, _ word: String) -> String {
    Catalogue.text(family, word)?[language] ?? word
  }

  /// A sentence. An unknown word, of a newer service, gives a sentence that names the word and its
  /// parameters: never an empty one.
  package func sentence(
    _ family: Catalogue.Family, _ word: String, _ parameters: [String: String] = [:]
  ) -> String {
    if let text = Catalogue.text(family, word) {
      return text.filled(in: language, with: rendered(parameters))
    }
    let details = parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    guard !details.isEmpty else { return word }
    return "\(word) (\(details.joined(separator: ", ")))"
  }

  /// One sentence: what kind of outcome, what is wrong, the field and the rule; before it the file
  /// (`document`) and the number of the fact in it (`fact`) where the refusal carries them.
  package func refusal(_ refusal: Refusal) -> String {
    var parameters = refusal.parameters
    if parameters["field"] == nil {
      parameters["field"] = refusal.field.isEmpty ? label(.wholeDocument) : refusal.field
    }
    if parameters["value"] == nil {
      parameters["value"] = Localizer.namesOfValues.lazy.compactMap { parameters[$0] }.first
    }
    let isKnown = Catalogue.text(.refusal, refusal.rule) != nil
    let what = sentence(.refusal, refusal.rule, isKnown ? parameters : refusal.parameters)
    let kind = term(.outcome, refusal.code.rawValue)
    let told =
      if parameters["document"] == nil {
        what
      } else {
        label(
          parameters["fact"] == nil ? .documentNamed : .factNamed,
          parameters.merging(["what": what]) { $1 })
      }
    let place = [refusal.field, refusal.rule].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(kind): \(told) [\(place)]."
  }

  /// The line of a message that a person reads first; an exercise says so before anything else.
  package func subject(_ subject: MessageSubject, isExercise: Bool = false) -> String {
    var parameters = subject.parameters
    if let substance = parameters["substance"] {
      parameters["what"] =
        parameters["product"].map {
          label(.substanceInProduct, ["substance": substance, "product": $0])
        } ?? substance
    }
    let isUpdate = subject.word.hasPrefix("update-")
    let isKnown = Catalogue.text(.subject, subject.word) != nil
    let line = sentence(.subject, isUpdate && !isKnown ? "update" : subject.word, parameters)
    return isExercise ? "\(label(.exerciseMark)) \(line)" : line
  }

  /// Parameters whose values are words themselves are rendered as people read them.
  private func rendered(_ parameters: [String: String]) -> [String: String] {
    var out = parameters
    for (name, families) in Localizer.familiesOfParameters {
      guard let word = parameters[name] else { continue }
      let text = families.lazy.compactMap { Catalogue.text($0, word) }.first
      out[name] = text?[language] ?? word
    }
    for (name, family) in Localizer.familiesOfLists {
      guard let words = parameters[name] else { continue }
      out[name] = (words.isEmpty ? "none" : words).split(separator: ", ").map {
        term(family, String($0))
      }
      .joined(separator: ", ")
    }
    for name in Localizer.timeParameters {
      if let text = parameters[name] { out[name] = time(text) }
    }
    for name in Localizer.exactTimeParameters {
      if let text = parameters[name] { out[name] = time(text, isExact: true) }
    }
    return out
  }

  private static let familiesOfParameters: [String: [Catalogue.Family]] = [
    "role": [.role], "state": [.findingState, .taskState], "step": [.step], "stop": [.linkReason],
  ]

  /// Parameters that are several words, separated by a comma and a space.
  private static let familiesOfLists: [String: Catalogue.Family] = [
    "allowedSteps": .step, "allowedStates": .taskState,
  ]

  /// Names under which a refusal may carry the value at fault.
  private static let namesOfValues = [
    "code", "unit", "id", "name", "permit", "permitType", "substance", "date", "year",
  ]

  private static let timeParameters = [
    "at", "dueAt", "from", "until", "since", "foundAt", "now", "earliest",
  ]

  /// Times of which the seconds count.
  private static let exactTimeParameters = ["nowExact", "atExact"]
}

/// The languages in which a person reads Terpadu. Indonesian is the default.
package enum Language: String, Codable, Sendable, CaseIterable {
  /// Bahasa Indonesia.
  case id
  case en
}

extension Localizer {
  /// `2,5 kg` in Indonesian, `2.5 kg` in English; the unit is the officer's.
  package func quantity(_ quantity: Quantity) -> String {
    let number = quantity.valueText.replacing(".", with: language == .id ? "," : ".")
    return quantity.unit.isEmpty ? number : "\(number) \(quantity.unit)"
  }
}
