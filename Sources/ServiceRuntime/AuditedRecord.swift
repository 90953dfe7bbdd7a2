public import Foundation

/// A record of the service's own log, as a check sees it.
public struct AuditedRecord {
  public let sequence: UInt64
  public let type: UInt32
  /// The column's.
  public let subject: Data?
  public let payload: [UInt8]
}
