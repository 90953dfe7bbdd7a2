import Domain
import RegistryService
import Testing

/// The country as it is loaded at first start, compared with facts stated here.
@Suite struct ReferenceDataTests {
  static let data = Result { try ReferenceData.bundled() }

  let state: RegistryState

  init() throws { state = try ReferenceDataTests.data.get().state }

  @Test func `the whole country is there`() {
    let counts = state.counts
    #expect(counts.provinces == 38)
    #expect(counts.regencies == 416)
    #expect(counts.cities == 98)
    #expect(counts.formerCodes == 26)
    #expect(counts.ownedRegions == 514)
    #expect(
      counts.unitsByKind == [
        "pusat": 7, "balai-besar": 25, "balai": 29, "loka": 22, "kementerian": 4,
        "pemda-provinsi": 38, "pemda-kabupaten": 415, "pemda-kota": 93,
      ])
    #expect(counts.coordinatedLokas == 22)
    #expect(counts.permitTypes == 18)
    #expect(counts.substances == 61)
    #expect(counts.holidays == 108)
    #expect(counts.calendarYears == 4)
  }
}
