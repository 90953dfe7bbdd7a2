package import Domain
import Security

/// The root subject of registry facts: what they are about, so that facts about one unit or region
/// keep their order, and one that cannot be applied holds back only what concerns it.
package enum RegistrySubject {
  /// A regency, city or province and what happens to its code.
  package static func region(_ code: RegionCode) -> UUIDBytes { subject("region:\(code)") }

  /// A unit with its area, its coordinator and its keys.
  package static func unit(_ unit: UnitID) -> UUIDBytes { subject("unit:\(unit)") }

  /// A permit type: who issues it.
  static func permit(_ type: String) -> UUIDBytes { subject("permit:\(type)") }

  package static func of(_ fact: RegistryFact) -> UUIDBytes {
    switch fact {
    case .region(let fact): region(fact.code)
    case .regionChange(let fact): region(fact.newCode)
    case .unit(let fact): unit(fact.id)
    case .area(let fact): unit(fact.unit)
    case .coordinator(let fact): unit(fact.loka)
    case .key(let fact): unit(fact.unit)
    case .competence(let fact): permit(fact.permitType)
    case .calendar(let fact): subject("calendar:\(fact.year)")
    case .substance(let fact): subject("substance:\(fact.id)")
    }
  }

  private static func subject(_ text: String) -> UUIDBytes {
    let digest = Array(text.utf8).withUnsafeBytes { Hashing.blake2b256($0) }
    return UUIDBytes(digest.array.prefix(16))
  }
}
