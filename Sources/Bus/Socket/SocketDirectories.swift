internal import CZeroMQ
internal import Glibc

/// The directories of a bus's ipc sockets: private, and reachable by a short path.
///
/// A socket's address holds 107 bytes. A longer path is reached through an open directory, as
/// `/proc/self/fd/N/name`; the directory stays open as long as the context, since libzmq uses the
/// path again when it reconnects and when it removes the file.
struct SocketDirectories {
  /// Longer paths go through `/proc`. libzmq takes 107; some stays for its own use.
  static let plainPathBytesMax = 100

  private var descriptors: [String: Int32] = [:]

  mutating func closeAll() {
    for descriptor in descriptors.values { close(descriptor) }
    descriptors = [:]
  }

  /// Makes the directory of `path` and sets it to 0700.
  /// - Throws: `insecure` when it is another user's, or one that everybody shares such as `/tmp`.
  static func prepare(forBinding path: String, attempted: String) throws(BusError) {
    let directory = parent(of: path)
    try makeDirectory(directory, attempted)
    let status = try status(of: directory, attempted)
    guard status.st_uid == geteuid(), status.st_mode & S_ISVTX == 0 else {
      throw BusError(
        .insecure, attempted: attempted, reason: "\(directory) is shared or another user's")
    }
    if status.st_mode & 0o777 != 0o700, chmod(directory, 0o700) != 0 {
      throw BusError.lastCall(attempted)
    }
  }

  /// A directory that does not exist yet is made, for its service may come later.
  /// - Throws: `insecure` when others could put their own socket at `path`.
  static func check(forConnecting path: String, attempted: String) throws(BusError) {
    let directory = parent(of: path)
    try makeDirectory(directory, attempted)
    let status = try status(of: directory, attempted)
    let isTrusted = status.st_uid == geteuid() || status.st_uid == 0
    guard isTrusted, status.st_mode & 0o022 == 0 else {
      throw BusError(
        .insecure, attempted: attempted, reason: "others may write to \(directory)")
    }
  }

  /// The address for libzmq.
  mutating func address(of path: String, attempted: String) throws(BusError) -> String {
    guard path.utf8.count > SocketDirectories.plainPathBytesMax else { return "ipc://\(path)" }
    let directory = SocketDirectories.parent(of: path)
    let name = path.split(separator: "/").last ?? ""
    guard name.utf8.count <= 64 else {
      throw BusError(.invalidEndpoint, attempted: attempted, reason: "the name is over 64 bytes")
    }
    let descriptor = descriptors[directory] ?? open(directory, czmq_open_directory_flags)
    guard descriptor >= 0 else { throw BusError.lastCall(attempted) }
    descriptors[directory] = descriptor
    return "ipc:///proc/self/fd/\(descriptor)/\(name)"
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func makeDirectory(_ path: String, _ attempted: String) throws(BusError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, path != "/" else { throw BusError.lastCall(attempted) }
    try makeDirectory(parent(of: path), attempted)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw BusError.lastCall(attempted) }
  }

  private static func status(of path: String, _ attempted: String) throws(BusError) -> stat {
    var result = stat()
    guard stat(path, &result) == 0 else { throw BusError.lastCall(attempted) }
    guard result.st_mode & S_IFMT == S_IFDIR else {
      throw BusError(.insecure, attempted: attempted, reason: "\(path) is no directory")
    }
    return result
  }
}
