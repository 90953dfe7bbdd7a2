extension RegistryState: FindingVocabulary {
  public func regionCode(
    inForce text: String, at: Timestamp, field: String
  ) throws(Refusal) -> RegionCode {
    try region(try regionCode(parsing: text, field: field), at: at, field: field).value.code
  }

  public func substanceID(matching word: String) -> SubstanceID? {
    substance(matching: word)?.id
  }
}
