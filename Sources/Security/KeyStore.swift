import Glibc

/// Key pairs in a directory of the file system: `<name>.public` and `<name>.secret`, each 64
/// hexadecimal digits and a line feed.
///
/// The directory is 0700 and a secret 0600; one that others could read is refused, since a key that
/// may have been read is no key. A secret appears under its name whole and synced, or not at all.
/// Calls block on the disk; they belong to a process's start.
package enum KeyStore {
  /// Reads the pair called `name`, or makes it with the directory if there is none.
  ///
  /// Of two processes that make the same pair at once, one wins and both return its pair.
  package static func keyPair(named name: String, in directory: String) throws(SecurityError)
    -> CurveKeyPair
  {
    try prepare(directory)
    if let pair = try existing(named: name, in: directory) { return pair }
    let made = CurveKeyPair.make()
    try write(made.secretKey, to: "\(directory)/\(name).secret", mode: 0o600)
    guard let pair = try existing(named: name, in: directory) else {
      throw SecurityError(
        code: .inputOutput, path: "\(directory)/\(name).secret", message: "vanished after writing")
    }
    return pair
  }

  /// Reads the pair called `name`; writes its public half if that is missing.
  /// - Returns: `nil` if there is no secret of that name.
  package static func existing(named name: String, in directory: String) throws(SecurityError)
    -> CurveKeyPair?
  {
    let path = "\(directory)/\(name).secret"
    guard let secret = try read(path, isSecret: true) else { return nil }
    guard let pair = CurveKeyPair(secretKey: secret) else {
      throw SecurityError(code: .malformed, path: path, message: "not a secret key")
    }
    if let kept = try publicKey(named: name, in: directory) {
      guard kept == pair.publicKey else {
        throw SecurityError(
          code: .malformed, path: "\(directory)/\(name).public",
          message: "does not belong to the secret key of the same name")
      }
    } else {
      try write(pair.publicKey, to: "\(directory)/\(name).public", mode: 0o644)
    }
    return pair
  }

  /// Reads only `<name>.public`: what a peer needs to connect.
  /// - Returns: `nil` if there is no such file.
  package static func publicKey(named name: String, in directory: String) throws(SecurityError)
    -> [UInt8]?
  {
    try read("\(directory)/\(name).public", isSecret: false)
  }

  private static func prepare(_ directory: String) throws(SecurityError) {
    if mkdir(directory, 0o700) != 0, errno != EEXIST { throw failure("mkdir", directory) }
    var status = stat()
    guard stat(directory, &status) == 0 else { throw failure("stat", directory) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw SecurityError(code: .malformed, path: directory, message: "not a directory")
    }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      throw SecurityError(
        code: .exposed, path: directory, message: "must belong to this user with mode 0700")
    }
  }

  private static func read(_ path: String, isSecret: Bool) throws(SecurityError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    if file < 0 {
      if errno == ENOENT { return nil }
      throw failure("open", path)
    }
    defer { close(file) }
    if isSecret {
      var status = stat()
      guard fstat(file, &status) == 0 else { throw failure("stat", path) }
      guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
        throw SecurityError(
          code: .exposed, path: path, message: "must belong to this user with mode 0600")
      }
    }
    var buffer = [UInt8](repeating: 0, count: CurveKeyPair.keyByteCount * 2 + 2)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count >= 0 else { throw failure("read", path) }
    var text = buffer[0..<count]
    if text.last == UInt8(ascii: "\n") { text.removeLast() }
    guard let key = Hexadecimal.bytes(of: String(decoding: text, as: UTF8.self)),
      key.count == CurveKeyPair.keyByteCount
    else {
      throw SecurityError(code: .malformed, path: path, message: "not 64 hexadecimal digits")
    }
    return key
  }

  /// Writes a new file under a temporary name, syncs it and links it to `path`; a file that is
  /// already there stays.
  private static func write(_ key: [UInt8], to path: String, mode: mode_t) throws(SecurityError) {
    let temporary = "\(path).\(Hexadecimal.text(of: Entropy.bytes(8)))"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw failure("create", temporary) }
    defer { unlink(temporary) }
    let text = Array("\(Hexadecimal.text(of: key))\n".utf8)
    // One write of 65 bytes to a new regular file is whole or an error; fchmod undoes the umask.
    let isWritten =
      fchmod(file, mode) == 0 && Glibc.write(file, text, text.count) == text.count
      && fsync(file) == 0
    guard close(file) == 0, isWritten else { throw failure("write", temporary) }
    guard link(temporary, path) == 0 || errno == EEXIST else { throw failure("link", path) }
    try syncDirectory(of: path)
  }

  private static func syncDirectory(of path: String) throws(SecurityError) {
    let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let handle = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw failure("open", directory) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw failure("sync", directory) }
  }

  private static func failure(_ attempt: String, _ path: String) -> SecurityError {
    let reason = String(cString: strerror(errno))
    return SecurityError(code: .inputOutput, path: path, message: "\(attempt) failed: \(reason)")
  }
}
