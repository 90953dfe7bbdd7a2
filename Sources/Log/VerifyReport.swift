/// What `LogVerifier` found.
public struct VerifyReport: Sendable {
  public let identity: LogIdentity
  /// The head as the records have it.
  public internal(set) var head: LogHead
  public internal(set) var recordCount = 0
  /// At most `LogVerifier.faultsMax`.
  public internal(set) var faults: [LogFault] = []

  public var isClean: Bool { faults.isEmpty }

  mutating func add(
    _ name: LogFault.Name, _ sequence: UInt64?, _ word: String? = nil,
    _ parameters: [String: String] = [:]
  ) {
    faults.append(
      LogFault(
        name: name, sequence: sequence, word: word ?? name.rawValue, parameters: parameters))
  }
}
