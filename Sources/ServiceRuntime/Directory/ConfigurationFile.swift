import Configuration
import Events
import Synchronization
import SystemPackage

/// `terpadu.yaml` of a data directory, in which every value is a plain one.
struct ConfigurationFile {
  let provider: FileProvider<YAMLSnapshot>

  /// Reads the file; one that is missing says nothing.
  /// - Throws: `RuntimeError.configuration` for what is no YAML, `configurationShape` for a list or a
  ///   map in the place of a value, `configurationUnknown` for a key that nobody reads: a reader that
  ///   asks for values would pass over both.
  init(path: String) async throws(RuntimeError) {
    let given = GivenKeys()
    do {
      // The one place where the reader of the file tells which keys stand in it.
      let options = YAMLSnapshot.ParsingOptions(
        secretsSpecifier: .dynamic { key, _ in
          given.note(key)
          return false
        })
      provider = try await FileProvider(
        parsingOptions: options, filePath: FilePath(path), allowMissing: true)
    } catch {
      throw .configuration(key: "terpadu.yaml", rule: "\(error)")
    }
    let reader = ConfigReader(provider: provider)
    for key in ConfigurationFile.keys {
      let isMap = given.all.contains { $0.hasPrefix("\(key).") }
      let isList = reader.stringArray(forKey: ConfigKey(key)) != nil
      if isMap || isList { throw .configurationShape(key: key) }
    }
    let unknown = given.all.filter { key in
      !ConfigurationFile.keys.contains { $0 == key || $0.hasPrefix("\(key).") }
    }
    if let key = unknown.min() { throw .configurationUnknown(key: key) }
  }

  /// Every key that is read.
  private static let keys =
    ["log.level"]
    + ServiceName.allCases.flatMap { service in
      ServiceEndpoints.keys.map { "\(service.rawValue).\($0)" }
    }
}

/// The keys that stand in a file, as they are read.
private final class GivenKeys: Sendable {
  private let keys = Mutex<Set<String>>([])

  var all: Set<String> { keys.withLock { $0 } }

  func note(_ key: String) { keys.withLock { _ = $0.insert(key) } }
}
