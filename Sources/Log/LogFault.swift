/// Something that `LogVerifier` found wrong in a file.
public struct LogFault: Hashable, Sendable, CustomStringConvertible {
  /// The fault's name, as `terpadu verify` prints it.
  public enum Name: String, Sendable, CaseIterable {
    /// SQLite's own check of its pages and indexes failed.
    case pages
    /// A number is missing.
    case gap
    /// A stored header cannot be read.
    case header
    /// A record's bytes do not have the hash that it carries.
    case hash
    /// A record does not carry the hash of the one before.
    case chain
    /// A record of another log.
    case log = "log-id"
    /// Epochs go backwards, or beyond the file's own.
    case epoch
    /// An exercise's record among real ones, or the reverse.
    case exercise
    /// A column says something else than the header.
    case column
    /// A position in a followed log that cannot be.
    case cursor
    /// A waiting or applied record that its position does not cover, or that is damaged.
    case held
  }

  public let name: Name
  /// The record concerned, in its own log; `nil` if it is none.
  public let sequence: UInt64?
  public let detail: String

  public var description: String {
    let place = sequence.map { " at \($0)" } ?? ""
    return "\(name.rawValue)\(place): \(detail)"
  }
}
