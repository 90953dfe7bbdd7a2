/// Why a key could not be kept or read. None of these goes away by trying again.
public struct SecurityError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The file system refused.
    case inputOutput = "input-output"
    /// A directory or secret is open to other users of the machine.
    case exposed
    /// The file is not a key of ours, or the two halves do not belong together.
    case malformed
  }

  public let code: Code
  /// The file or directory that was used.
  public let path: String
  public let message: String

  public var description: String { "\(path): \(message)" }
}
