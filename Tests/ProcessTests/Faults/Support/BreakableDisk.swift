import Foundation

/// An ext4 file system in a file, which can fail as disks do.
struct BreakableDisk: Sendable {
  private let image: String
  private let path: String

  /// Mounts it until the test's end.
  init(megabytes: Int, at path: String, of system: TestSystem) throws {
    self.path = path
    image = "\(system.folder)/disk.img"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Machine.run("truncate", "-s", "\(megabytes)M", image)
    try Machine.run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", "-J", "size=8", image)
    try mount()
    // Lazily: a process that was just killed may still hold a file there.
    system.afterwards { _ = try? Machine.run("umount", "-l", path) }
  }

  /// What the kernel does when it finds an error in the file system: no more writing.
  func turnReadOnly() throws {
    try Data("1".utf8).write(
      to: URL(fileURLWithPath: "/sys/fs/ext4/\(try device())/trigger_fs_error"))
  }

  /// From now on nothing reaches the disk, and what was not synced never will.
  func cutPower() throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(folder) }
    // EXT4_IOC_SHUTDOWN, without writing the journal first.
    var flags: UInt32 = 2
    guard ioctl(folder, 0x8004_587d, &flags) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  /// What an operator does: checks the disk and mounts it again. Nothing may use it.
  func repair() async throws {
    // A process that was killed keeps its files for a moment after its end is seen.
    try await eventually("nobody uses the disk", within: .seconds(20)) {
      try Machine.run("umount", path)
      return true
    }
    // It ends with 1 when it has mended something.
    try Machine.run("sh", "-c", "e2fsck -fy '\(image)' || [ $? -eq 1 ]")
    try mount()
  }

  private func mount() throws {
    try Machine.run("mount", "-o", "loop,errors=remount-ro", image, path)
  }

  private func device() throws -> String {
    let source = try Machine.run("findmnt", "-no", "SOURCE", path)
    return source.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: "/").last
      .map { String($0) } ?? ""
  }
}
