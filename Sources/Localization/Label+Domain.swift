extension Label {
  /// Labels about findings, messages, tasks and the registry.
  static let domainTexts: [Label: Text] = [
    .whoCoversHead: Text(
      id: "{region}  {name}, per {at}", en: "{region}  {name}, as of {at}"),
    .owner: Text(id: "UPT pemilik wilayah", en: "UPT of the area"),
    .coordinator: Text(id: "Koordinator", en: "Coordinator"),
    .pemda: Text(id: "Pemda setempat", en: "Local Pemda"),
    .province: Text(id: "Pemda provinsi", en: "Provincial Pemda"),
    .competent: Text(id: "Penerbit izin {permit}", en: "Issuer of {permit}"),
    .nobody: Text(id: "(tidak ada)", en: "(none)"),
    .factsImported: Text(
      id: "Fakta dicatat: {facts}; sudah tercatat sebelumnya: {known}; rujukan kini sampai"
        + " catatan {sequence}.",
      en: "Facts recorded: {facts}; recorded before: {known}; the registry now ends at record"
        + " {sequence}."),
    .documentNamed: Text(id: "{document}: {what}", en: "{document}: {what}"),
    .factNamed: Text(
      id: "{document}, fakta ke-{fact}: {what}", en: "{document}, fact {fact}: {what}"),
    .registryChanged: Text(
      id: "{unit} berubah, catatan {sequence} pada rujukan.",
      en: "{unit} changed, record {sequence} of the registry."),
    .findingReported: Text(
      id: "Temuan {number} tercatat (versi {version}, {state}).",
      en: "Finding {number} is recorded (version {version}, {state})."),
    .tryExplain: Text(
      id: "Siapa yang diberi tahu: terpadu explain {number}",
      en: "Who is told: terpadu explain {number}"),
    .findingChanged: Text(
      id: "Temuan {number} sekarang versi {version}, {state}.",
      en: "Finding {number} is now version {version}, {state}."),
    .changedFields: Text(id: "berubah: {fields}", en: "changed: {fields}"),
    .noFindings: Text(id: "Tidak ada temuan.", en: "No findings."),
    .morePages: Text(
      id: "Selanjutnya: --after {next}", en: "More: --after {next}"),
    .findingHead: Text(
      id: "Temuan {number}, versi {version}: {state}",
      en: "Finding {number}, version {version}: {state}"),
    .findingReporter: Text(id: "Pelapor", en: "Reporter"),
    .findingFoundAt: Text(id: "Ditemukan", en: "Found"),
    .findingReceivedAt: Text(id: "Diterima", en: "Received"),
    .findingActivity: Text(id: "Kegiatan", en: "Activity"),
    .findingTrigger: Text(id: "Pemicu", en: "Trigger"),
    .findingSubstance: Text(id: "Bahan", en: "Substance"),
    .findingProduct: Text(id: "Produk", en: "Product"),
    .findingTest: Text(id: "Uji pertama", en: "First test"),
    .findingSecured: Text(id: "Diamankan", en: "Secured"),
    .findingGroup: Text(id: "Kelompok", en: "Group"),
    .findingNote: Text(id: "Catatan", en: "Note"),
    .findingPlace: Text(id: "Tempat {number}", en: "Place {number}"),
    .wholeDocument: Text(id: "dokumen", en: "the document"),
    .regionUnknown: Text(id: "wilayah belum diketahui", en: "region not known"),
    .confidential: Text(id: "[RAHASIA]", en: "[CONFIDENTIAL]"),
    .explanationHead: Text(
      id: "Temuan {finding}, versi {version}: {told} diberi tahu, {notTold} tidak",
      en: "Finding {finding}, version {version}: {told} told, {notTold} not"),
    .explanationHeld: Text(
      id: "Rahasia: hanya kelompok yang disebut yang diberi tahu sampai dibuka.",
      en: "Confidential: only the named group is told until it is opened."),
    .notToldHead: Text(id: "tidak diberi tahu", en: "not told"),
    .notSent: Text(id: "(tidak dikirim)", en: "(not sent)"),
    .alsoRoles: Text(id: "(juga {roles})", en: "(also {roles})"),
    .ownReport: Text(
      id: "(pelapor: tidak menerima berita laporannya sendiri)",
      en: "(reporter: gets no news of its own report)"),
    .basis: Text(id: "dasar: {basis}", en: "basis: {basis}"),
    .substanceInProduct: Text(id: "{substance} pada {product}", en: "{substance} in {product}"),
    .inboxEmpty: Text(
      id: "Tidak ada pesan untuk {unit}.", en: "No messages for {unit}."),
    .asRole: Text(id: "peran {role}", en: "role {role}"),
    .acknowledged: Text(id: "dibaca {at}", en: "acknowledged {at}"),
    .messageAcknowledged: Text(
      id: "Pesan {position} {unit} dinyatakan dibaca {at}.",
      en: "Message {position} of {unit} acknowledged {at}."),
    .noTasks: Text(id: "Tidak ada tugas.", en: "No tasks."),
    .taskNumber: Text(id: "Tugas", en: "Task"),
    .taskUnit: Text(id: "Unit", en: "Unit"),
    .taskState: Text(id: "Keadaan", en: "State"),
    .taskDue: Text(id: "Tenggat", en: "Due"),
    .taskCreated: Text(id: "Dibuat", en: "Created"),
    .taskFinding: Text(id: "Temuan", en: "Finding"),
    .history: Text(id: "Riwayat", en: "History"),
    .provisional: Text(
      id: "(sementara: belum ada daftar hari libur)", en: "(provisional: no holiday table yet)"),
  ]
}
