/// The rules by which a unit is told of a finding. Their words are stable; their sentences are
/// rendered by `Localization` under `rule.<word>` from the reason's `sentenceParameters`.
///
/// The order of `known` is the order in which reasons of one role are listed.
package struct RoutingRule: OpenWord {
  /// Rule 1, action: the UPT whose area it is. Basis: the regulation that sets the area.
  /// Parameters: `places`, `region`.
  package static let owner = Self(rawValue: "owner")
  /// Rule 9, action: no place has a region yet, so the reporter's unit is the owner.
  package static let reporterOwns = Self(rawValue: "reporter-owns")
  /// Rule 2, action: the Pemda that issues the facility's permit type. Basis: the matrix's.
  /// Parameters: `places`, `region`, `permit`.
  package static let competentAuthority = Self(rawValue: "competent-authority")
  /// Rule 2, action: the ministry, or BPOM, that issues the permit type for the whole country.
  /// Parameters: `places`, `permit`.
  package static let competentMinistry = Self(rawValue: "competent-ministry")
  /// Rule 3, action: the Pemda of a place without a permit. Parameters: `places`, `region`.
  package static let pemdaNoPermit = Self(rawValue: "pemda-no-permit")
  /// Rule 8, action: the Pemda of a place of an outbreak (Permenkes 2/2013 art. 4).
  /// Parameters: `places`, `region`.
  package static let pemdaOutbreak = Self(rawValue: "pemda-outbreak")
  /// Rule 4, action: the places lie in different regencies of the province (UU 23/2014 art. 13).
  /// Parameters: `places`, `province`.
  package static let provinceAcrossRegencies = Self(rawValue: "province-across-regencies")
  /// Rule 7, action: a B2 trader without any permit, for the Ministry of Trade and the province.
  /// Parameters: `places`.
  package static let b2TraderUnlicensed = Self(rawValue: "b2-trader-unlicensed")

  /// Rule 5, coordination: the owner's coordinator, and the finding spans regions. Basis: the
  /// decree. Parameters: `owner`.
  package static let coordinatorSpanning = Self(rawValue: "coordinator-spanning")
  /// Rule 6, coordination: the finding spans provinces.
  package static let pusatAcrossProvinces = Self(rawValue: "pusat-across-provinces")
  /// Rule 6, coordination: a place is a B2 trader. Parameters: `places`.
  package static let pusatB2Trader = Self(rawValue: "pusat-b2-trader")
  /// Rule 6, coordination: no single unit is the owner, or the owner's coordinator, of every place.
  package static let pusatNoSingleLead = Self(rawValue: "pusat-no-single-lead")
  /// Rule 6, coordination: a place has no region yet. Parameters: `places`.
  package static let pusatRegionUnknown = Self(rawValue: "pusat-region-unknown")
  /// Rules 2 and 6, coordination: nobody knows who issues the permit type. Parameters: `places`,
  /// `permit`.
  package static let pusatCompetenceUnknown = Self(rawValue: "pusat-competence-unknown")

  /// Rule 5, attention: the owner's coordinator by decree. Parameters: `owner`.
  package static let coordinator = Self(rawValue: "coordinator")
  /// Rule 3, attention: the Pemda of the place. Parameters: `places`, `region`.
  package static let pemdaPlace = Self(rawValue: "pemda-place")
  /// Rule 4, attention: the Pemda of the place's province. Parameters: `places`, `province`.
  package static let province = Self(rawValue: "province")
  /// Rule 6, attention: Deputi III hears of every finding.
  package static let pusat = Self(rawValue: "pusat")
  /// Rule 6, attention: a place is online. Parameters: `places`.
  package static let online = Self(rawValue: "online")
  /// Rule 7, attention: the Ministry of Trade hears of every B2 trader. Parameters: `places`.
  package static let b2Trader = Self(rawValue: "b2-trader")
  /// Rule 8, attention: the head of BPOM and the Ministry of Health hear of every outbreak.
  package static let outbreak = Self(rawValue: "outbreak")

  /// Rule 12: named in the group of a confidential finding.
  package static let namedGroup = Self(rawValue: "named-group")
  /// Told of an earlier version, and so of every correction. Keeps its earlier role.
  package static let earlierRecipient = Self(rawValue: "earlier-recipient")

  package static let known: [Self] = [
    .owner, .reporterOwns, .competentAuthority, .competentMinistry, .pemdaNoPermit, .pemdaOutbreak,
    .provinceAcrossRegencies, .b2TraderUnlicensed, .coordinatorSpanning, .pusatAcrossProvinces,
    .pusatB2Trader, .pusatNoSingleLead, .pusatRegionUnknown, .pusatCompetenceUnknown, .coordinator,
    .pemdaPlace, .province, .pusat, .online, .b2Trader, .outbreak, .namedGroup, .earlierRecipient,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// The legal basis of rules that do not take it from the registry; a citation, the same in every
  /// language. An assumption of the system says so.
  package var standingBasis: String {
    switch self {
    case .pemdaNoPermit, .pemdaPlace:
      "Permendagri 41/2018 pasal 5; Peraturan Bersama Mendagri 43/2013 dan Kepala BPOM 2/2013"
    case .provinceAcrossRegencies: "UU 23/2014 pasal 13; Permendagri 41/2018 pasal 3"
    case .province: "Permendagri 41/2018 pasal 3"
    case .pemdaOutbreak, .outbreak: "Permenkes 2/2013 pasal 4"
    case .b2Trader, .b2TraderUnlicensed: "Permendag 7/2022; Permendagri 41/2018 pasal 4"
    case .pusat, .pusatAcrossProvinces, .pusatB2Trader, .pusatNoSingleLead, .pusatRegionUnknown,
      .pusatCompetenceUnknown:
      "Pola Hubungan Kerja BPOM: laporan teknis UPT kepada Deputi III"
    case .owner, .competentAuthority, .competentMinistry: ""
    case .coordinator, .coordinatorSpanning: "Keputusan Kepala BPOM"
    case .reporterOwns: "Ketentuan rute Terpadu 9 (asumsi)"
    case .online: "Ketentuan rute Terpadu 6 (asumsi)"
    case .namedGroup: "Ketentuan rute Terpadu 12 (asumsi)"
    case .earlierRecipient: "Ketentuan Terpadu: koreksi kepada semua penerima"
    // A rule of a later program comes with its basis.
    default: ""
    }
  }
}
