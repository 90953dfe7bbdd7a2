extension Catalogue {
  /// Rules of the registry's facts and lookups.
  static let registryRefusals: [String: Text] = [
    "unknown-region": Text(
      id: "tidak ada wilayah dengan kode {value}", en: "there is no region with the code {value}"),
    "region-malformed": Text(
      id: "{value} bukan kode wilayah; bentuknya 17 atau 17.02",
      en: "{value} is not a region code; it is like 17 or 17.02"),
    "region-not-yet": Text(
      id: "kode {value} belum berlaku pada waktu itu; sebelumnya {predecessor}",
      en: "{value} did not exist at that time; before it was {predecessor}"),
    "region-exists": Text(id: "wilayah {value} sudah ada", en: "region {value} exists already"),
    "region-not-autonomous": Text(
      id: "wilayah {value} tidak memiliki pemerintah otonom",
      en: "region {value} has no government of its own"),
    "level-does-not-fit-code": Text(
      id: "tingkat wilayah tidak sesuai dengan kode {value}",
      en: "the level does not fit the code {value}"),
    "unknown-province": Text(
      id: "tidak ada provinsi dengan kode {value}", en: "there is no province {value}"),
    "name-missing": Text(id: "nama {value} belum diisi", en: "the name of {value} is missing"),
    "name-does-not-fit": Text(
      id: "nama {value} tidak sesuai dengan kode {code}",
      en: "the name {value} does not fit the code {code}"),
    "empty-period": Text(
      id: "masa berlaku {value} kosong", en: "the period of {value} is empty"),
    "outside-indonesia": Text(
      id: "koordinat {value} di luar Indonesia",
      en: "the coordinates of {value} are outside Indonesia"),
    "codes-do-not-fit-change": Text(
      id: "kode {value} tidak sesuai dengan jenis perubahannya",
      en: "the code {value} does not fit the kind of change"),
    "change-already-known": Text(
      id: "perubahan {value} sudah tercatat", en: "the change of {value} is recorded already"),
    "already-dated": Text(
      id: "sudah ada ketetapan dengan tanggal mulai yang sama",
      en: "there is an entry with the same start already"),
    "dates-overlap": Text(
      id: "masa berlakunya bertumpang tindih dengan ketetapan lain",
      en: "its period overlaps with another entry"),
    "area-overlap": Text(
      id: "wilayah {value} sudah menjadi bagian UPT lain",
      en: "region {value} belongs to another UPT already"),
    "area-empty": Text(id: "wilayah kerja kosong", en: "the area is empty"),
    "not-a-regency": Text(
      id: "{value} bukan kabupaten/kota", en: "{value} is not a regency or city"),
    "seat-missing": Text(id: "kedudukan {value} belum diisi", en: "the seat of {value} is missing"),
    "unit-id-malformed": Text(
      id: "{value} bukan kode unit", en: "{value} is not a unit's identifier"),
    "unit-id-does-not-fit-kind": Text(
      id: "kode {value} tidak sesuai dengan jenis unitnya",
      en: "{value} does not fit the kind of unit"),
    "unit-kind-changed": Text(
      id: "jenis unit {value} tidak dapat berubah begitu saja",
      en: "the kind of {value} cannot simply change"),
    "unknown-unit": Text(id: "tidak ada unit {value}", en: "there is no unit {value}"),
    "not-a-field-office": Text(id: "{value} bukan UPT", en: "{value} is not a UPT"),
    "not-a-loka": Text(
      id: "{value} bukan Loka POM; hanya Loka yang memiliki koordinator",
      en: "{value} is not a Loka; only a Loka has a coordinator"),
    "coordinator-is-itself": Text(
      id: "{value} tidak dapat mengoordinasi dirinya sendiri",
      en: "{value} cannot coordinate itself"),
    "coordinator-not-a-balai": Text(
      id: "{value} bukan Balai atau Balai Besar POM", en: "{value} is not a Balai or Balai Besar"),
    "already-designated": Text(
      id: "{coordinator} sudah menjadi koordinator {value} pada waktu itu",
      en: "{coordinator} coordinates {value} already at that time"),
    "no-designation": Text(
      id: "{value} tidak memiliki koordinator pada waktu itu",
      en: "{value} has no coordinator at that time"),
    "decree-missing": Text(
      id: "nomor keputusan wajib diisi", en: "the decree is required"),
    "decree-too-long": Text(
      id: "keputusan melebihi {limit} huruf", en: "the decree has more than {limit} characters"),
    "key-malformed": Text(
      id: "kunci publik harus 64 angka heksadesimal",
      en: "the public key is 64 hexadecimal digits"),
    "key-in-use": Text(
      id: "kunci publik itu sudah dipakai unit lain", en: "another unit uses that public key"),
    "permit-type-malformed": Text(
      id: "{value} bukan jenis izin", en: "{value} is not a permit type"),
    "basis-missing": Text(id: "dasar hukum belum diisi", en: "the legal basis is missing"),
    "substance-exists": Text(id: "bahan {value} sudah ada", en: "substance {value} exists already"),
    "substance-id-malformed": Text(
      id: "{value} bukan kode bahan", en: "{value} is not a substance's identifier"),
    "cas-check-digit": Text(
      id: "angka periksa nomor CAS {value} salah",
      en: "the check digit of CAS number {value} is wrong"),
    "word-empty": Text(
      id: "ada sebutan bahan yang kosong", en: "a word for the substance is empty"),
    "word-in-use": Text(
      id: "sebutan {value} sudah dipakai {other}", en: "the word {value} is used by {other}"),
    "date-not-in-year": Text(
      id: "tanggal {value} tidak dalam tahun tabelnya", en: "{value} is not in the table's year"),
    "duplicate-date": Text(id: "tanggal {value} ditulis dua kali", en: "{value} is written twice"),
    "calendar-empty": Text(id: "tabel hari libur kosong", en: "the holiday table is empty"),
  ]
}
