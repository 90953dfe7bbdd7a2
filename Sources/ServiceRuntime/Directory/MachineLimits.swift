import Glibc

/// The disk that a path lies on.
package struct DiskSpace: Hashable, Sendable {
  /// What an ordinary process may still write.
  package var freeBytes: Int64
  package var isReadOnly: Bool

  package init(freeBytes: Int64, isReadOnly: Bool) {
    self.freeBytes = freeBytes
    self.isReadOnly = isReadOnly
  }

  /// - Returns: `nil` when the path does not exist.
  package init?(of path: String) {
    var information = statvfs()
    guard statvfs(path, &information) == 0 else { return nil }
    freeBytes = Int64(clamping: UInt64(information.f_bavail) * UInt64(information.f_frsize))
    // ST_RDONLY, which the module map does not export.
    isReadOnly = information.f_flag & 1 != 0
  }
}

/// How many files a process may hold open: each connection of a unit is one.
enum OpenFileLimit {
  /// Below it a daemon does not start. What it needs for itself is some 40; a library that finds no
  /// file left for a signal or a socket of its own may end the process, or never hear a signal.
  static let least = 256

  /// Takes as many as the machine permits: systems give out few (Debian 1,024) and permit more. A
  /// stranger that opens connections then has to open more than that to keep others out.
  /// - Throws: `RuntimeError.openFiles` below `least`.
  static func raise() throws(RuntimeError) {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0 else { return }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      // Refused or not, what counts is what it is afterwards.
      _ = setrlimit(files, &limit)
      guard getrlimit(files, &limit) == 0 else { return }
    }
    guard limit.rlim_cur >= least else { throw .openFiles(limit: UInt64(limit.rlim_cur)) }
  }
}
