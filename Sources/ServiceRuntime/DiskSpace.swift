import Glibc

/// The disk that a path lies on.
public struct DiskSpace: Hashable, Sendable {
  /// What an ordinary process may still write.
  public var freeBytes: Int64
  public var isReadOnly: Bool

  public init(freeBytes: Int64, isReadOnly: Bool) {
    self.freeBytes = freeBytes
    self.isReadOnly = isReadOnly
  }

  /// - Returns: `nil` when the path does not exist.
  public init?(of path: String) {
    var information = statvfs()
    guard statvfs(path, &information) == 0 else { return nil }
    freeBytes = Int64(clamping: UInt64(information.f_bavail) * UInt64(information.f_frsize))
    // ST_RDONLY, which the module map does not export.
    isReadOnly = information.f_flag & 1 != 0
  }
}
