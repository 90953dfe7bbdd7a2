import Foundation

/// The machine below the tests: what it permits, and its tools.
enum Machine {
  struct ToolFailed: Error, CustomStringConvertible {
    let words: [String]
    let status: Int32
    let said: String

    var description: String {
      "\(words.joined(separator: " ")) ended with \(status): \(said)"
    }
  }

  /// Runs a tool of the system to its end.
  /// - Returns: what it printed.
  @discardableResult
  static func run(_ words: String...) throws -> String { try run(words) }

  @discardableResult
  static func run(_ words: [String]) throws -> String {
    let base = "/tmp/terpadu-tool-\(String(UInt64.random(in: 0...UInt64(UInt32.max)), radix: 36))"
    defer { for ending in ["in", "out", "err"] { unlink("\(base).\(ending)") } }
    let process = try SpawnedProcess(["/usr/bin/env"] + words, files: base)
    var status: Int32 = 0
    while waitpid(process.id, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw ToolFailed(words: words, status: status >> 8, said: process.errors)
    }
    return process.output
  }

  /// Whether a tool is there and does what it is asked.
  static func permits(_ words: String...) -> Bool {
    do {
      try run(words)
      return true
    } catch {
      return false
    }
  }

  /// A small file system of one's own can be mounted.
  static let mayMount = permits(
    "unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/tmp")

  /// An ext4 file system in a file can be mounted, and made to fail.
  static let mayBreakDisks =
    mayMount && permits("which", "mkfs.ext4", "e2fsck")
    && FileManager.default.fileExists(atPath: "/sys/fs/ext4/features")
    && FileManager.default.fileExists(atPath: "/dev/loop-control")

  /// Networks of one's own can be made, and packets dropped at random.
  static let mayCutNetworks = permits(
    "unshare", "--net", "sh", "-c",
    "ip link add terpadu0 type veth peer name terpadu1 && "
      + "iptables -A INPUT -m statistic --mode random --probability 0.3 -j DROP")

  /// The memory of a process can be bounded by the kernel.
  static let memoryGroups = "/sys/fs/cgroup/memory"
  static let mayBoundMemory =
    geteuid() == 0
    && FileManager.default.fileExists(atPath: "\(memoryGroups)/memory.limit_in_bytes")

  /// The library that shows a process another time.
  static let fakeTime = try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")
    .lazy.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }

  /// Lets this process, and what it starts, hold so many files, if the machine permits it.
  /// - Returns: how many they may hold.
  static func openFiles(atLeast count: Int) -> Int {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    getrlimit(files, &limit)
    var wanted = limit
    wanted.rlim_cur = max(limit.rlim_cur, rlim_t(count))
    wanted.rlim_max = max(limit.rlim_max, wanted.rlim_cur)
    if setrlimit(files, &wanted) == 0 { return Int(clamping: wanted.rlim_cur) }
    limit.rlim_cur = limit.rlim_max
    return setrlimit(files, &limit) == 0 ? Int(clamping: limit.rlim_cur) : count
  }
}
