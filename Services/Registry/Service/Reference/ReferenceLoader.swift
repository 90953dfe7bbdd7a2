import Domain
import Foundation

/// Reads the reference files one after another and applies each row's fact to a state, so that a
/// fact that the registry would refuse is found with its file and row.
struct ReferenceLoader {
  private(set) var facts: [RegistryFact] = []
  private(set) var state = RegistryState()
  private let directory: URL

  init(directory: URL) {
    self.directory = directory
  }

  mutating func load() throws(ReferenceFault) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory.path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw ReferenceFault(
        file: directory.path, row: 0, rule: "reference-data-missing", detail: directory.path)
    }
    try loadRegions()
    try loadRegionChanges()
    try loadUnits()
    try makeLocalGovernments()
    try loadAreas()
    try loadCoordinators()
    try loadCompetences()
    try loadSubstances()
    try loadHolidays()
  }

  /// The rows of a file with exactly these columns.
  func rows(_ file: String, _ columns: [String]) throws(ReferenceFault) -> [ReferenceRow] {
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: directory.appendingPathComponent(file)))
    } catch {
      throw ReferenceFault(
        file: file, row: 0, rule: "file-unreadable", detail: error.localizedDescription)
    }
    let table = try CSVTable(file: file, bytes: bytes, columns: columns)
    return table.rows.map { ReferenceRow($0, of: table) }
  }

  /// Applies a row's fact and keeps it.
  mutating func take(_ fact: RegistryFact, from row: ReferenceRow) throws(ReferenceFault) {
    do {
      try state.apply(fact)
    } catch {
      let parameters = error.parameters.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value)" }
      let detail = ([error.field] + parameters).filter { !$0.isEmpty }.joined(separator: ", ")
      throw row.fault(error.rule, detail)
    }
    facts.append(fact)
  }
}
