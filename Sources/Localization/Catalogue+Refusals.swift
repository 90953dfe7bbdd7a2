extension Catalogue {
  /// Why a request was refused (`Refusal.rule`). `{value}` is the value given, under whatever name
  /// the refusal carries it.
  static let refusals = joined(refusalParts)

  /// No word stands in two of them.
  static let refusalParts = [
    documentRefusals, registryRefusals, requestRefusals, programRefusals, restoreRefusals,
  ]

  /// Rules of a document's form and of its fields.
  static let documentRefusals: [String: Text] = [
    "document-empty": Text(id: "dokumen kosong", en: "the document is empty"),
    "document-too-large": Text(
      id: "dokumen melebihi batas {limit} bita",
      en: "the document has more than the {limit} bytes allowed"),
    "invalid-utf8": Text(
      id: "bukan UTF-8 yang sah pada bita ke-{offset}", en: "not valid UTF-8 at byte {offset}"),
    "malformed-json": Text(
      id: "bukan JSON yang sah pada bita ke-{offset}", en: "not valid JSON at byte {offset}"),
    "too-deep": Text(
      id: "JSON bersarang lebih dari {limit} tingkat pada bita ke-{offset}",
      en: "JSON nested deeper than {limit} levels at byte {offset}"),
    "duplicate-field": Text(id: "isian {name} ditulis dua kali", en: "{name} is written twice"),
    "unknown-field": Text(
      id: "isian {name} tidak dikenal; yang ada: {allowed}",
      en: "there is no field {name}; there are {allowed}"),
    "missing-field": Text(id: "isian {field} wajib ada", en: "{field} is required"),
    "wrong-type": Text(
      id: "{field} harus berjenis {expected}, bukan {given}",
      en: "{field} must be of type {expected}, not {given}"),
    "unknown-value": Text(
      id: "nilai {value} tidak dikenal; pilihannya: {allowed}",
      en: "{value} is not known; it is one of {allowed}"),
    "value-unusable": Text(
      id: "nilai {value} tidak dapat dipakai untuk {field}",
      en: "{value} cannot be used for {field}"),
    "not-one-of": Text(
      id: "nilai {value} tidak dikenal; pilihannya: {allowed}",
      en: "{value} is not known; it is one of {allowed}"),
    "text-empty": Text(id: "{field} tidak boleh kosong", en: "{field} must not be empty"),
    "text-too-long": Text(
      id: "{field} berisi {count} huruf, batasnya {limit}",
      en: "{field} has {count} characters, the limit is {limit}"),
    "too-long": Text(
      id: "{field} melebihi {limit} huruf", en: "{field} has more than {limit} characters"),
    "control-character": Text(
      id: "{field} berisi karakter kendali U+{code} pada huruf ke-{offset}",
      en: "{field} has the control character U+{code} at character {offset}"),
    "negative-number": Text(
      id: "{field} tidak boleh negatif: {value}", en: "{field} must not be negative: {value}"),
    "number-too-large": Text(
      id: "{field} bernilai {value}, batasnya {limit}",
      en: "{field} is {value}, the limit is {limit}"),
    "not-a-cursor": Text(
      id: "{value} bukan kelanjutan sebuah daftar", en: "{value} is not where a list goes on"),
    "not-a-uuid": Text(id: "{value} bukan UUID", en: "{value} is not a UUID"),
    "not-uuid-version-7": Text(
      id: "{value} bukan UUID versi 7", en: "{value} is not a UUID of version 7"),
    "not-a-uuid-v7": Text(
      id: "{value} bukan UUID versi 7", en: "{value} is not a UUID of version 7"),
    "not-a-time": Text(
      id: "{value} bukan waktu RFC 3339 dengan selisih zona, misalnya 2026-03-04T16:20:00+07:00",
      en: "{value} is not an RFC 3339 time with an offset, such as 2026-03-04T16:20:00+07:00"),
    "impossible-date": Text(
      id: "tanggal {value} tidak ada dalam kalender", en: "{value} is not a date of the calendar"),
    "too-early": Text(
      id: "{value} terlalu lampau; paling awal {earliest}",
      en: "{value} is too early; the earliest is {earliest}"),
    "in-future": Text(
      id: "{value} di masa depan; sekarang {now}", en: "{value} is in the future; it is {now} now"),
    "in-the-future": Text(
      id: "{value} di masa depan", en: "{value} is in the future"),
    "before-finding": Text(
      id: "{value} lebih awal daripada waktu temuan {foundAt}",
      en: "{value} is before the finding's own time {foundAt}"),
    "no-places": Text(id: "temuan harus menyebut tempat", en: "a finding must name a place"),
    "too-many-places": Text(
      id: "{count} tempat, batasnya {limit}", en: "{count} places, the limit is {limit}"),
    "too-many-units": Text(
      id: "{count} unit, batasnya {limit}", en: "{count} units, the limit is {limit}"),
    "region-syntax": Text(
      id: "{value} bukan kode kabupaten/kota; bentuknya seperti 17.02",
      en: "{value} is not the code of a regency or city; it is like 17.02"),
    "region-lost-zero": Text(
      id: "{value} bukan kode wilayah; mungkin maksudnya {likely}",
      en: "{value} is not a region code; it is likely {likely}"),
    "region-is-province": Text(
      id: "{value} kode provinsi; perlu kode kabupaten/kota",
      en: "{value} is a province; the code of a regency or city is needed"),
    "region-replaced": Text(
      id: "kode {value} sudah diganti {successors}", en: "{value} was replaced by {successors}"),
    "group-without-confidential": Text(
      id: "kelompok hanya untuk temuan rahasia",
      en: "a group belongs to a confidential finding only"),
    "other-finding": Text(
      id: "dokumen ini milik temuan lain: {value}",
      en: "the document belongs to another finding: {value}"),
    "confidentiality-fixed": Text(
      id: "kerahasiaan tidak dapat diubah; gunakan finding open",
      en: "confidentiality cannot be amended; use finding open"),
  ]
}
