import Synchronization

/// What was written to a service's file in a while.
package struct FileUse: Sendable {
  package private(set) var commits = 0
  /// Bytes that went through the WAL.
  package private(set) var walBytes = 0
  /// By how much the database grew.
  package private(set) var storedBytes = 0

  /// Watches databases, which are open in some process, from outside while `body` runs.
  ///
  /// A WAL begins anew when it has been brought into its file, some four megabytes after the last time.
  /// What is written between the last look and that moment is not seen: a look is every two
  /// milliseconds.
  /// - Returns: what `body` returned, and the use of each database.
  package static func watch<Value>(
    _ databases: [String], during body: () async throws -> Value
  ) async throws -> (value: Value, uses: [FileUse]) {
    let watch = Watch()
    // Before the body begins, which does not wait for the other thread.
    let start = try databases.map { try WALIndex.read(of: $0) }
    async let uses = onBlockingThread { try watch.look(at: databases, since: start) }
    defer { watch.end() }
    let value = try await body()
    watch.end()
    return (value, try await uses)
  }

  mutating func add(_ other: FileUse) {
    commits += other.commits
    walBytes += other.walBytes
    storedBytes += other.storedBytes
  }

  private mutating func add(from before: WALIndex, to now: WALIndex) {
    commits += Int(now.commits &- before.commits)
    walBytes += now.frames >= before.frames ? now.walBytes - before.walBytes : now.walBytes
    storedBytes += now.databaseBytes - before.databaseBytes
  }

  private final class Watch: Sendable {
    private static let secondsBetweenLooks = 0.002
    private let mustEnd = Atomic(false)

    func end() { mustEnd.store(true, ordering: .relaxed) }

    func look(at databases: [String], since start: [WALIndex]) throws -> [FileUse] {
      var uses = databases.map { _ in FileUse() }
      var seen = start
      var isLast = false
      while !isLast {
        isLast = mustEnd.load(ordering: .relaxed)
        for (index, database) in databases.enumerated() {
          let now = try WALIndex.read(of: database)
          uses[index].add(from: seen[index], to: now)
          seen[index] = now
        }
        if !isLast { MonotonicClock.sleep(seconds: Watch.secondsBetweenLooks) }
      }
      return uses
    }
  }
}
