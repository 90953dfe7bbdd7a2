import Domain
import Events
import Foundation
import GRDB
import ServiceRuntime
import TestSupport

@testable import SimulationChecks

/// The files of a country at rest with what its clients saw, made once for all tests by the shipped services.
struct SampleCountry {
  var files: [String: Data]
  var history: CountryHistory

  /// A country in which everything happens once.
  static func sound() async throws -> SampleCountry { try await made.value }

  private static let made = Task { () throws -> SampleCountry in
    let result = Held<SampleCountry>()
    try await TestSystem.run(at: "2026-03-04T08:00:00+07:00", isExercise: true) { system in
      await system.replace(.registry) { GrowingRegistry() }
    } _: { system in
      let story = CountryStory(system)
      try await story.tell()
      let history = try await story.end()
      var files: [String: Data] = [:]
      for service in ServiceName.allCases.reversed() {
        try await system.stop(service)
        try await files.merge(system.copyFiles(of: service)) { $1 }
      }
      result.value = SampleCountry(files: files, history: history)
    }
    guard let country = result.value else { throw TestFault("no country was made") }
    return country
  }

  /// Checks the country, after a service's file was changed by SQL.
  func check(
    _ service: ServiceName? = nil, _ sql: String = ""
  ) throws -> [Violation] {
    let folder = try TestFolder()
    let directory = DataDirectory(folder.path)
    for (name, data) in files {
      try data.write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    if let service {
      let queue = try DatabaseQueue(path: directory.database(of: service))
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
      }
    }
    return try CountryCheck.run(history, CountryFiles { directory.database(of: $0) })
  }

  /// The country decoded, to be changed where SQL would be laborious.
  func decoded() throws -> (country: Country, folder: TestFolder) {
    let folder = try TestFolder()
    for (name, data) in files {
      try data.write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    let directory = DataDirectory(folder.path)
    return (Country(CountryFiles { directory.database(of: $0) }), folder)
  }
}
