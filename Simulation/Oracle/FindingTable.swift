import Domain

/// A finding as a table: one row a place, and what can be said of all rows together.
struct FindingTable {
  let rows: [PlaceRow]
  let isOutbreak: Bool

  init(
    of document: FindingDocument, reporter: UnitID, at eventTime: Timestamp,
    in country: CountryTable
  ) {
    isOutbreak = document.activity == .outbreak
    // Rule 9: "No region known for any place: the reporter's unit is the owner."
    let isNowhere = document.places.allSatisfy { $0.region == nil }
    rows = document.places.map { place in
      let regency = place.region.map { country.code(of: $0, at: document.foundAt) }
      let owner =
        isNowhere ? reporter : regency.flatMap { country.owner(of: $0, at: document.foundAt) }
      let authority = place.permit.flatMap {
        country.authority(for: $0.type, at: document.foundAt)
      }
      return PlaceRow(
        place: place, regency: regency, owner: owner,
        coordinator: owner.flatMap { country.coordinator(of: $0, at: eventTime) },
        issuer: authority.flatMap { country.issuer($0, in: regency, at: document.foundAt) },
        hasUnknownPermit: place.permit != nil && authority == nil,
        regencyGovernment: regency.flatMap { country.government(of: $0, at: document.foundAt) },
        provinceGovernment: regency.flatMap {
          country.government(of: $0.province, at: document.foundAt)
        })
    }
  }

  /// "Places span when their regions differ."
  var spans: Bool { Set(rows.compactMap(\.regency)).count > 1 }

  var spansProvinces: Bool { Set(rows.compactMap(\.province)).count > 1 }

  /// "Two or more places lie in different regencies of it."
  func crosses(_ province: RegionCode?) -> Bool {
    Set(rows.filter { $0.province == province }.compactMap(\.regency)).count > 1
  }

  /// Whether one unit "is the owner, or the coordinator of the owner, of every place".
  var hasOneUnitForAll: Bool {
    let units = Set(rows.flatMap { [$0.owner, $0.coordinator] }.compactMap(\.self))
    return units.contains { unit in
      rows.allSatisfy { $0.owner == unit || $0.coordinator == unit }
    }
  }
}
