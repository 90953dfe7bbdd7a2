/// Why the log could not do what was asked. No error of SQLite or GRDB leaves this library.
public struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// Another process holds the data directory's service.
    case locked
    /// The file was written by a newer program.
    case newerFile = "newer-file"
    /// The file was made with migrations other than this program's.
    case foreignFile = "foreign-file"
    /// Exercise and real data must not share a file.
    case exerciseMismatch = "exercise-mismatch"
    /// The file is damaged, or its settings could not be made safe.
    case damaged
    /// The writer's queue is full. Nothing was done; trying later makes sense.
    case overloaded
    /// The writer has been stopped. Nothing was done.
    case stopped
    /// The disk refused, or a commit failed: what was not confirmed may or may not be there after
    /// a restart. The process must end.
    case fatal
    /// A statement failed; the piece of work that ran it has been rolled back.
    case statement
    /// A record larger than `Record.payloadBytesMax`.
    case tooLarge = "too-large"
    /// The caller broke a rule of this library.
    case misuse
  }

  public let code: Code
  /// What was attempted and what went wrong, for an operator.
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public static let overloaded = LogError(
    .overloaded, "The writer's queue is full; try again later.")

  public static let stopped = LogError(.stopped, "The writer has been stopped.")

  /// Whether the same call may succeed later in this process.
  public var isRetryable: Bool { code == .overloaded }

  public var description: String { "\(code.rawValue): \(message)" }
}
