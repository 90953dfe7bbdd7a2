/// What a producer saw of one phase.
struct ProducerResult: Codable, Sendable {
  var confirmedPerSecond: Double
  /// From just before the record was handed in to the return of its confirmation.
  var confirmations: Summary
}
