extension Catalogue {
  /// What a person should look at although the answer stands (`FindingFlag` and the flags of
  /// `who-covers`).
  static let flags: [String: Text] = [
    "competence-unknown": Text(
      id: "penerbit salah satu izin tidak diketahui; Pusat mengoordinasi",
      en: "nobody knows who issues one of the permits; Pusat coordinates"),
    "history-not-established": Text(
      id: "riwayat pada tanggal itu belum dipastikan; dipakai keadaan yang sudah dipastikan",
      en: "the history of that date is not established; the established one is used"),
    "low-certainty": Text(
      id: "ada rujukan yang masih perlu diperiksa", en: "a fact behind it is still to be checked"),
    "owner-unknown": Text(
      id: "ada wilayah tanpa UPT pemilik", en: "a region belongs to no UPT"),
    "region-unknown": Text(
      id: "ada tempat yang wilayahnya belum diketahui", en: "a place has no known region yet"),
    "substance-unknown": Text(
      id: "bahan belum diketahui oleh pelapor", en: "the reporter does not know the substance"),
    "substance-unmapped": Text(
      id: "nama bahan tidak dikenal; menunggu pemetaan",
      en: "the substance's name is not known; it waits for mapping"),
    "exercise": Text(id: "latihan", en: "exercise"),
  ]
}
