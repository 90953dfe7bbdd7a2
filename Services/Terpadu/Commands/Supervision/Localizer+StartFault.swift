import Localization

extension Localizer {
  /// What a daemon said last, in the reader's language where it is one of the faults of a file: a
  /// stable word, a colon, and details in English.
  func startFault(_ sentence: String) -> String {
    guard let colon = sentence.firstRange(of: ": "),
      let text = Catalogue.text(.startFault, String(sentence[..<colon.lowerBound]))
    else { return sentence }
    return "\(text[language]) (\(sentence[colon.upperBound...]))"
  }
}
