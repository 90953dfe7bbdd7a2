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

  /// The same decoded, to be changed where SQL would be laborious.
  static func decoded() async throws -> Country { try await read.value.country }

  private static let read = Task { () throws -> (country: Country, folder: TestFolder) in
    let folder = try await sound().write()
    return (Country(CountryFiles(in: DataDirectory(folder.path))), folder)
  }

  /// Writes the files into a folder of their own.
  func write() throws -> TestFolder {
    let folder = try TestFolder()
    for (name, data) in files {
      try data.write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    return folder
  }

  /// Checks the country, after a service's file was changed by SQL.
  func check(
    _ rules: Set<CheckRule> = Set(CheckRule.allCases), _ service: ServiceName? = nil,
    _ sql: String = ""
  ) throws -> [Violation] {
    let folder = try write()
    let directory = DataDirectory(folder.path)
    if let service {
      let queue = try DatabaseQueue(path: directory.database(of: service))
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
      }
    }
    return try CountryCheck.run(
      history, CountryFiles { directory.database(of: $0) }, rules: rules)
  }
}
