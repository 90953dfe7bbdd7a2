extension Catalogue {
  /// What `verify` finds in a service's file. A fault of a record says which one beside it.
  static let faults = joined(faultParts)

  /// No word stands in two of them.
  static let faultParts = [chainFaults, tableFaults, mirrorFaults]

  /// Faults of a file, its log, and its positions in followed logs.
  static let chainFaults: [String: Text] = [
    "missing": Text(id: "berkas {file} tidak ada", en: "there is no file {file}"),
    "newer-file": Text(
      id: "berkas ditulis program yang lebih baru: skema {found}, program ini mengenal {known}",
      en: "the file was written by a newer program: schema {found}, this program knows {known}"),
    "unreadable": Text(
      id: "berkas tidak dapat dibaca: {detail}", en: "the file cannot be read: {detail}"),
    "foreign": Text(id: "berkas milik {owner}", en: "the file is of {owner}"),
    "pages": Text(
      id: "halaman basis data rusak: {detail}", en: "damaged pages of the database: {detail}"),
    "gap": Text(id: "langsung sesudah catatan {previous}", en: "follows record {previous}"),
    "gap-below": Text(id: "ada catatan di bawah nomor 1", en: "there are records below number 1"),
    "header": Text(
      id: "kepala catatan tidak terbaca: {detail}", en: "the header cannot be read: {detail}"),
    "header-transport": Text(
      id: "tanda pengangkutan ikut tersimpan", en: "transport flags are stored"),
    "hash": Text(id: "isinya diubah", en: "its bytes were changed"),
    "chain": Text(
      id: "tidak memuat hash catatan sebelumnya", en: "does not carry the hash of the one before"),
    "log-id": Text(id: "milik log {log}", en: "is of log {log}"),
    "epoch": Text(
      id: "epoch {epoch} sesudah {previous}; epoch berkas {last}",
      en: "epoch {epoch} after {previous}; the file's is {last}"),
    "epoch-beginning": Text(
      id: "epoch {epoch} sesudah {previous} tidak dimulai seperti seharusnya",
      en: "epoch {epoch} after {previous} does not begin as it must"),
    "exercise": Text(
      id: "latihan dan data nyata dalam satu log", en: "an exercise and real data in one log"),
    "column": Text(
      id: "kepala catatan menyebut nomor {sequence}, perihal {subject}",
      en: "the header says number {sequence}, subject {subject}"),
    "cursor": Text(
      id: "posisi pada log {source} mustahil: nomor {sequence}, hash {hash}",
      en: "an impossible position in the log of {source}: number {sequence}, hash {hash}"),
    "held-beyond": Text(
      id: "catatan {sequence} dari {source} menunggu di luar posisi",
      en: "record {sequence} of {source} waits beyond the position"),
    "held-damaged": Text(
      id: "catatan {sequence} dari {source} yang menunggu rusak",
      en: "record {sequence} of {source}, which waits, is damaged"),
    "held-unreadable": Text(
      id: "catatan yang menunggu tidak terbaca: {detail}",
      en: "a waiting record cannot be read: {detail}"),
    "applied-beyond": Text(
      id: "catatan {sequence} dari {source} diterapkan di luar posisi",
      en: "record {sequence} of {source} was applied beyond the position"),
    "applied-missing": Text(
      id: "{count} catatan dari {source} sampai {sequence} tidak diterapkan dan tidak menunggu",
      en: "{count} records of {source} up to {sequence} were neither applied nor wait"),
    "cursor-log": Text(
      id: "{follower} mengikuti log lain: {log}", en: "{follower} follows another log: {log}"),
    "cursor-epoch": Text(
      id: "{follower} mengikuti epoch {epoch}, log ini berada pada epoch {last}",
      en: "{follower} follows epoch {epoch}, this log is in epoch {last}"),
    "cursor-ahead": Text(
      id: "{follower} sudah menerapkan {sequence}, log berakhir pada {head}",
      en: "{follower} applied {sequence}, the log ends at {head}"),
    "cursor-hash": Text(
      id: "{follower} menerapkan catatan {sequence} yang lain",
      en: "{follower} applied another record {sequence}"),
  ]

  /// Why a service does not start or ends by itself: the first word that its daemon says of it.
  static let startFaults: [String: Text] = [
    "newer-file": Text(
      id: "berkasnya ditulis program yang lebih baru; pasang versi itu",
      en: "its file was written by a newer program; install that version"),
    "foreign-file": Text(
      id: "berkasnya bukan milik layanan atau versi ini",
      en: "its file is not of this service or version"),
    "exercise-mismatch": Text(
      id: "latihan dan data nyata tidak boleh berbagi folder",
      en: "an exercise and real data must not share a directory"),
    "damaged": Text(
      id: "berkasnya rusak; pulihkan cadangan", en: "its file is damaged; restore a backup"),
    "locked": Text(
      id: "foldernya dipakai proses lain", en: "another process uses its directory"),
    "log-not-written": Text(
      id: "log tidak dapat ditulis; periksa ruang dan keadaan cakram",
      en: "the log cannot be written; look at the disk's room and state"),
    "fatal": Text(
      id: "berkas atau cakramnya menolak; periksa ruang dan keadaan cakram",
      en: "its file or disk refuses; look at the disk's room and state"),
    "data-directory": Text(
      id: "folder datanya tidak dapat dipakai", en: "its data directory cannot be used"),
    "configuration": Text(
      id: "konfigurasinya tidak dapat dipakai", en: "its configuration cannot be used"),
    "configuration-shape": Text(
      id: "konfigurasinya memuat daftar atau peta di tempat satu nilai",
      en: "its configuration has a list or a map in the place of one value"),
    "configuration-unknown": Text(
      id: "konfigurasinya memuat kunci yang tidak dikenal",
      en: "its configuration has a key that does not exist"),
    "restore-unfinished": Text(
      id: "pengembalian cadangan ke folder ini terputus; jalankan terpadu restore yang sama lagi",
      en: "a restore into this directory was interrupted; run the same terpadu restore again"),
    "file-missing": Text(
      id: "berkasnya hilang, padahal layanan lain mengikuti log-nya; hentikan sistem, lalu"
        + " terpadu restore FOLDER --service NAMA",
      en: "its file is missing, and other services follow its log; stop the system, then"
        + " terpadu restore DIR --service NAME"),
    "open-files": Text(
      id: "terlalu sedikit berkas boleh dibuka; naikkan batasnya (ulimit -n, LimitNOFILE)",
      en: "too few files may be open; raise the limit (ulimit -n, LimitNOFILE)"),
    "address-in-use": Text(
      id: "alamatnya sudah dipakai program lain", en: "another program uses its address"),
    "insecure": Text(
      id: "alamat atau foldernya tidak aman: TCP tanpa kunci, atau dapat dimasuki orang lain",
      en: "its address or directory is not safe: TCP without keys, or open to others"),
    "unknown-key-not-refused": Text(
      id: "uji kunci saat mulai gagal: kunci asing tidak ditolak",
      en: "the test of keys at its start failed: a stranger's key was not refused"),
    "invalid-endpoint": Text(
      id: "alamat dalam konfigurasinya bukan alamat", en: "an address in its configuration is none"
    ),
    "exhausted": Text(
      id: "berkas, soket, atau memori mesin habis",
      en: "the machine has no files, sockets or memory left"),
  ]

  /// Why a rebuild leaves the mirror of a followed log as it is.
  static let mirrorFaults: [String: Text] = [
    "mirror-not-followed": Text(
      id: "log {source} belum diikuti", en: "the log of {source} has not been followed yet"),
    "mirror-restored": Text(
      id: "log {source} pernah dipulihkan; yang diterapkan dulu mungkin tidak ada lagi di sana",
      en: "the log of {source} was restored; what was applied may stand there no more"),
    "mirror-file-missing": Text(
      id: "berkas {source} tidak ada di sini", en: "the file of {source} is not here"),
    "mirror-unreadable": Text(
      id: "berkas {source} tidak dapat dibaca", en: "the file of {source} cannot be read"),
    "mirror-other-log": Text(
      id: "berkas {source} tidak memuat log yang diikuti",
      en: "the file of {source} does not hold the log that was followed"),
  ]

  /// Where a service's tables are not what the logs make of them.
  static let tableFaults: [String: Text] = [
    "tables": Text(
      id: "tabel tidak dapat dibaca: {detail}", en: "the tables cannot be read: {detail}"),
    "projection": Text(
      id: "tabel tidak dapat dibangun dari catatan ini: {detail}",
      en: "the tables cannot be made from this record: {detail}"),
    "projection-followed": Text(
      id: "tabel tidak dapat dibangun dari catatan {sequence} milik {source}: {detail}",
      en: "the tables cannot be made from record {sequence} of {source}: {detail}"),
    "row-missing": Text(
      id: "tabel {table} tidak memiliki baris {row} yang disebut log",
      en: "the table {table} lacks the row {row}, which follows from the log"),
    "row-unexplained": Text(
      id: "tabel {table} memuat baris {row} yang tidak berasal dari log mana pun",
      en: "the table {table} has the row {row}, which follows from no log"),
    "row-differs": Text(
      id: "tabel {table}: baris {row} tidak sama dengan isi log",
      en: "the table {table}: the row {row} is not what the log says"),
  ]
}
