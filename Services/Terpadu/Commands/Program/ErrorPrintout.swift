import Domain
import Localization

/// The shape of every error: one sentence, or one JSON object, on standard error.
struct ErrorPrintout {
  let refusal: Refusal

  init(_ refusal: Refusal) {
    self.refusal = refusal
  }

  func text(_ localizer: Localizer, isJSON: Bool) -> String {
    let sentence = localizer.refusal(refusal)
    guard isJSON else { return sentence }
    let object: JSONValue = [
      "error": [
        "code": .string(refusal.code.rawValue),
        "field": .string(refusal.field),
        "rule": .string(refusal.rule),
        "parameters": .object(refusal.parameters.mapValues { .string($0) }),
        "text": .string(sentence),
      ]
    ]
    return (try? object.line()) ?? sentence
  }
}
