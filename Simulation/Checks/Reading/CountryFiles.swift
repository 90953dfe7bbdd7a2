package import Events
package import ServiceRuntime

/// Where the files of a country at rest are: its services are stopped, or idle.
package struct CountryFiles: Sendable {
  /// The SQLite file of a service, opened read-only through SQLite's default VFS.
  package var path: @Sendable (ServiceName) -> String
  /// Files of a service in whose place a backup was put, the first ones first.
  package var replaced: @Sendable (ServiceName) -> [String] = { _ in [] }
  /// Where the files are real ones: `verify` is run on them, too.
  package var directory: DataDirectory?
  /// Whether SQLite checks its pages.
  package var checksPages = true

  package init(path: @escaping @Sendable (ServiceName) -> String) { self.path = path }

  package init(in directory: DataDirectory) {
    path = { directory.database(of: $0) }
    self.directory = directory
  }
}
