import Domain
import RegistryService
import Testing

/// The product and the oracle come to the same circle, on whatever finding the seed draws.
struct OracleComparisonTests {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `on the real country the product tells whom the oracle tells`(seed: UInt64) throws {
    let data = try OracleCountry.data.get()
    let comparison = OracleComparison(registry: data.state, facts: data.facts)
    let codes = SmallCountry.codes(of: data.facts)
    let findings = RandomFinding(codes: codes, reporters: SmallCountry.units(of: data.facts))
    var generator = SeededGenerator(seed: seed)
    for number in 0..<150 {
      let (document, reporter, eventTime) = findings.make(&generator, in: data.state)
      let differences = comparison.differences(document, by: reporter, at: eventTime)
      #expect(differences.isEmpty, "seed \(seed), finding \(number) by \(reporter): \(document)")
    }
  }

  @Test(arguments: 0..<70 as Range<UInt64>)
  func `on a made-up country that changes they agree too`(seed: UInt64) throws {
    let country = SmallCountry(seed: seed)
    let comparison = OracleComparison(registry: country.registry, facts: country.facts)
    let findings = RandomFinding(codes: country.codes, reporters: country.units)
    var generator = SeededGenerator(seed: seed)
    for number in 0..<30 {
      // A finding may come before the registry learns of a change: the door then knew less.
      let atTheDoor = generator.pick(country.states)
      let (document, reporter, eventTime) = findings.make(&generator, in: atTheDoor)
      let differences = comparison.differences(document, by: reporter, at: eventTime)
      #expect(differences.isEmpty, "seed \(seed), finding \(number) by \(reporter): \(document)")
    }
  }
}
