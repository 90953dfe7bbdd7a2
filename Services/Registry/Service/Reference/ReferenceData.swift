package import Domain
package import Foundation

/// The country as the registry knows it at its first start: the facts of the reference files.
///
/// `docs/reference-data.md` describes the files. Loading is strict: the first fault stops it, and
/// the facts of a directory that loads apply to an empty `RegistryState` in their order.
package struct ReferenceData: Sendable {
  /// In an order in which they apply.
  package let facts: [RegistryFact]
  /// The state that they make.
  package let state: RegistryState

  /// Takes facts in an order in which they apply.
  /// - Throws: `Refusal` for one that contradicts those before it.
  package init(facts: [RegistryFact]) throws {
    var state = RegistryState()
    for fact in facts { try state.apply(fact) }
    self.facts = facts
    self.state = state
  }

  /// Loads the files of a directory.
  package init(directory: URL) throws(ReferenceFault) {
    var loader = ReferenceLoader(directory: directory)
    try loader.load()
    facts = loader.facts
    state = loader.state
  }

  /// Loads the files that were built with this program.
  /// - Throws: `reference-data-missing` with the folder looked for, when it is not there.
  package static func bundled() throws(ReferenceFault) -> ReferenceData {
    try ReferenceData(directory: bundledDirectory)
  }

  /// The folder that the build puts next to every executable that contains this library. Whoever
  /// copies an executable elsewhere copies the folder `terpadu_RegistryService.resources` with it.
  ///
  /// Not `Bundle.module`: it ends the process when the folder is missing, instead of saying so.
  package static var bundledDirectory: URL {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return executable.deletingLastPathComponent()
      .appendingPathComponent("terpadu_RegistryService.resources")
      .appendingPathComponent("Data")
  }
}
