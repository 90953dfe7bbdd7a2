/// Why a request has no answer. The first question is always whether it may have been carried out.
public enum RequestFailure: Error, Hashable, Sendable {
  /// It never left this process: nobody answered to the address. Nothing was done.
  case unreachable
  /// It was sent, and no answer came in time: it may have been carried out or not.
  case noAnswer
  /// The door refused it, for the last time with this word. Nothing was done, unless an earlier
  /// sending of it was carried out.
  case refused(WireWord)
  /// Too many requests of this client wait already. Nothing was done.
  case overloaded
  /// It is over a limit of the wire. Nothing was done.
  case oversize
  /// The client or its bus was closed; `wasSent` tells whether it may have been carried out.
  case closed(wasSent: Bool)

  /// Whether the request may have been carried out.
  public var mayHaveHappened: Bool {
    switch self {
    case .noAnswer, .closed(wasSent: true): true
    case .unreachable, .refused, .overloaded, .oversize, .closed(wasSent: false): false
    }
  }
}

/// Whether the same octets may be sent again while a request waits for its answer.
public enum ResendPolicy: Hashable, Sendable {
  /// At most once: for what would take effect twice.
  case never
  /// For queries, and for commands, which carry an id: after the given time without an answer, then
  /// after twice as long, up to 8 s; and whenever the link comes back.
  case after(Duration)

  public static let standard = ResendPolicy.after(.seconds(1))
}
