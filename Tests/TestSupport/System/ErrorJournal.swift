import Logging
import Synchronization

/// What a service tells its operator as an error, for a test to read.
package final class ErrorJournal: Sendable {
  private let written = Mutex<[String]>([])

  package init() {}

  /// Each with its metadata behind it.
  package var lines: [String] { written.withLock { $0 } }

  var logger: Logger { Logger(label: "journal") { _ in Handler(journal: self) } }

  private struct Handler: LogHandler {
    let journal: ErrorJournal
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.error

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let more = (event.metadata ?? [:]).sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }
      journal.written.withLock {
        $0.append(([event.message.description] + more).joined(separator: " "))
      }
    }
  }
}
