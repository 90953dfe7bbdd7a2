/// What a simulated network does to messages, in parts of a million.
struct NetworkConditions: Sendable {
  var loss = 0
  var duplication = 0
  var reordering = 0
  /// Of a message to be held up for up to `delayMaxMicroseconds`.
  var delay = 0
  var delayMaxMicroseconds = 500_000
  /// Messages that wait for one peer at most; sockets with a lower limit of their own keep that.
  var queueMax = 10_000

  init() {}
}
