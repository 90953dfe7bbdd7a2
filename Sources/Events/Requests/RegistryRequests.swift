package import Domain

/// Who covers a region at a time.
package struct ShowCoverage: Query {
  package typealias Answer = WhoCoversAnswer
  package var region: String
  /// Now, when it is absent.
  package var at: TimeText?
  /// As people write it; asks who is competent.
  package var permit: String?

  package init(region: String, at: TimeText? = nil, permit: String? = nil) {
    self.region = region
    self.at = at
    self.permit = permit
  }

  package static let action = Action.whoCovers
  package static let service: ServiceName? = .registry
  package static let summary = Wording(
    id: "Siapa yang membawahi suatu wilayah pada suatu waktu.", en: "Who covers a region at a time."
  )
  package static let fields: [RequestField] = [
    .required(
      "region", .text(max: 40), id: "Kode wilayah, misalnya 17.02.",
      en: "Region code, such as 17.02."),
    .optional(
      "at", .time, id: "Waktu (bawaan: sekarang).", en: "Time (default: now)."),
    .optional(
      "permit", .text(max: 64), id: "Jenis izin, misalnya pirt: siapa yang berwenang.",
      en: "Permit type, such as pirt: who is competent."),
  ]
  package static let refusals = [
    "unknown-region", "region-lost-zero", "region-syntax", "region-not-yet", "region-replaced",
  ]
  package static let sample = ShowCoverage(region: "17.02", at: Samples.time, permit: "pirt")
}

/// Designates the Balai that coordinates a Loka, by a decree.
package struct DesignateCoordinator: Command {
  package typealias Answer = RegistryChangeAnswer
  package var unit: UnitID
  package var coordinator: UnitID
  package var from: TimeText
  package var decree: String

  package init(unit: UnitID, coordinator: UnitID, from: TimeText, decree: String) {
    self.unit = unit
    self.coordinator = coordinator
    self.from = from
    self.decree = decree
  }

  package static let action = Action.designate
  package static let service: ServiceName? = .registry
  package static let summary = Wording(
    id: "Tetapkan Balai sebagai koordinator suatu Loka.",
    en: "Designate the Balai that coordinates a Loka.")
  package static let fields: [RequestField] = [
    .loka,
    .required("coordinator", .unit, id: "Balai (Besar) POM.", en: "The Balai."),
    .inForceFrom, .decree,
  ]
  package static let refusals =
    RequestField.designationRefusals + [
      "coordinator-is-itself", "coordinator-not-a-balai", "already-designated",
    ]
  package static let sample = DesignateCoordinator(
    unit: UnitID("pom-rejang-lebong"), coordinator: UnitID("pom-bengkulu"), from: Samples.time,
    decree: "HK.02.02.1.2.03.26.12")
}

/// Ends the designation of a Loka's coordinator.
package struct EndCoordination: Command {
  package typealias Answer = RegistryChangeAnswer
  package var unit: UnitID
  package var from: TimeText
  package var decree: String

  package init(unit: UnitID, from: TimeText, decree: String) {
    self.unit = unit
    self.from = from
    self.decree = decree
  }

  package static let action = Action.endDesignation
  package static let service: ServiceName? = .registry
  package static let summary = Wording(
    id: "Akhiri penetapan koordinator suatu Loka.",
    en: "End the designation of a Loka's coordinator.")
  package static let fields: [RequestField] = [.loka, .inForceFrom, .decree]
  package static let refusals = RequestField.designationRefusals + ["no-designation"]
  package static let sample = EndCoordination(
    unit: UnitID("pom-rejang-lebong"), from: Samples.time, decree: "HK.02.02.1.2.06.26.40")
}

/// Enrols the public key of a unit.
package struct EnrolKey: Command {
  package typealias Answer = RegistryChangeAnswer
  package var unit: UnitID
  /// 64 hexadecimal digits.
  package var publicKey: String

  package init(unit: UnitID, publicKey: String) {
    self.unit = unit
    self.publicKey = publicKey
  }

  package static let action = Action.enrol
  package static let service: ServiceName? = .registry
  package static let summary = Wording(
    id: "Daftarkan kunci baru untuk suatu unit.", en: "Enrol a new key of a unit.")
  package static let fields: [RequestField] = [
    .required("unit", .unit, id: "Unit pemilik kunci.", en: "Whose key."),
    .required(
      "publicKey", .text(max: 64), id: "Kunci publik, 64 digit heksadesimal.",
      en: "The public key, 64 hexadecimal digits."),
  ]
  package static let refusals = ["unknown-unit", "key-malformed", "key-in-use"]
  package static let sample = EnrolKey(
    unit: UnitID("pemda-17.02"), publicKey: String(repeating: "5a", count: 32))
}

/// Records facts, in their order, all or none; the document is a fact in JSON or an array of them.
package struct ImportRegistryFacts: Command {
  package typealias Answer = RegistryImportAnswer

  package init() {}

  package static let action = Action.importFacts
  package static let service: ServiceName? = .registry
  package static let summary = Wording(
    id: "Catat fakta rujukan dari berkas.", en: "Record registry facts from a file.")
  package static let fields: [RequestField] = []
  package static let document: Wording? = Wording(
    id: "Fakta rujukan, satu atau larik, dalam JSON.",
    en: "Registry facts, one or an array, in JSON.")
  package static let refusals = ["not-facts"]
  package static let sample = ImportRegistryFacts()
}

extension RequestField {
  fileprivate static let designationRefusals = ["unknown-unit", "not-a-loka"]

  fileprivate static let loka = required("unit", .unit, id: "Loka POM.", en: "The Loka.")
  fileprivate static let inForceFrom = required(
    "from", .time, id: "Mulai berlaku.", en: "In force from.")
  fileprivate static let decree = required(
    "decree", .text(max: 200), id: "Nomor Keputusan Kepala BPOM.",
    en: "The decree of the Head of BPOM.")
}
