package import Domain
import GRDB
import Synchronization

/// The registry for queries: a value that the mirror publishes after each commit that changed it.
/// Queries never touch the mirror, which belongs to the writer's thread.
package final class RegistryView: Sendable {
  struct Content: Sendable {
    var state: RegistryState
    /// Whether the registry's first facts have all arrived.
    var isLoaded: Bool
  }

  /// `nil` while the mirror's memory differs from its file, after something was taken back: then a
  /// query reads the file.
  private let published = Mutex<Content?>(nil)

  func publish(_ content: Content?) { published.withLock { $0 = content } }

  /// The registry, at least as new as the last commit before the query began.
  package func state(in query: QueryContext) throws -> RegistryState {
    try content(in: query).state
  }

  /// The registry, for what must not be decided with part of it.
  /// - Throws: `Refusal` of code unavailable until the registry's first facts have all arrived.
  package func completeState(in query: QueryContext) throws -> RegistryState {
    let content = try content(in: query)
    guard content.isLoaded else { throw Refusal(.unavailable, rule: "registry-not-loaded") }
    return content.state
  }

  private func content(in query: QueryContext) throws -> Content {
    if let content = published.withLock({ $0 }) { return content }
    return try RegistryMirror.read(query.database)
  }
}
