import Domain
import Events
import SimulationChecks
import TestSupport
import Testing

/// What the shipped services leave behind breaks no promise.
struct SoundCountryTests {
  @Test func `a sound country keeps every promise`() async throws {
    let country = try await SampleCountry.sound()
    let violations = try country.check()
    #expect(violations.isEmpty, "\(violations)")
  }
}
