import Domain
import Events
import GRDB
import Log
import ServiceRuntime
import TestSupport
import Testing

@testable import SimulationChecks

/// What the shipped services leave behind breaks no promise.
struct SoundCountryTests {
  @Test func `a sound country keeps every promise`() async throws {
    let country = try await SampleCountry.sound()
    let violations = try country.check()
    #expect(violations.isEmpty, "\(violations)")
  }

  @Test func `verify is asked as well where the files are real ones`() async throws {
    let sample = try await SampleCountry.sound()
    let folder = try sample.write()
    let directory = DataDirectory(folder.path)
    let none = try CountryCheck.run(sample.history, CountryFiles(in: directory))
    #expect(none.isEmpty, "\(none)")
    let queue = try DatabaseQueue(path: directory.database(of: .watch))
    try await queue.write { try $0.execute(sql: "UPDATE alert SET version = 7") }
    let violations = try CountryCheck.run(sample.history, CountryFiles(in: directory))
    #expect(
      violations.contains { $0.sentence.hasPrefix("watch, verify: row-differs") },
      "\(violations)")
  }

  @Test func `the sample has something of everything that is promised`() async throws {
    let sample = try await SampleCountry.sound()
    let country = try await SampleCountry.decoded()
    #expect(
      Set(country.messages.map(\.kind)) == [
        "alert", "update", "withdrawal", "task", "alarm", "escalation",
      ])
    #expect(
      Set(country.tasks.map(\.snapshot.state)) == [
        .open, .accepted, .reported, .redirected, .cancelled,
      ])
    #expect(Set(country.steps.map(\.kind)).count == 6)
    #expect(country.alerts.contains { $0.content.held })
    #expect(country.tasks.contains { if case .overdue = $0.kind { true } else { false } })
    #expect(country.steps.contains { country.isHeld($0.sequence, of: .findings, in: .watch) })
    #expect(sample.history.commands.contains { $0.isRefused })
    #expect(sample.history.commands.contains { $0.sentCount > 1 })
  }
}
