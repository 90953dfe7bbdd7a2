extension Catalogue {
  /// Why a backup is not put back, or a restored log not adopted.
  static let restoreRefusals: [String: Text] = [
    "not-a-backup": Text(
      id: "{path} bukan cadangan yang selesai: manifest.json tidak ada",
      en: "{path} is no finished backup: there is no manifest.json"),
    "backup-damaged": Text(
      id: "cadangan {path} rusak: {file} tidak seperti yang tertulis di manifest.json",
      en: "the backup {path} is damaged: {file} is not what manifest.json says"),
    "backup-newer": Text(
      id: "cadangan {path} ditulis program yang lebih baru ({found}; program ini {known})",
      en: "the backup {path} was written by a newer program ({found}; this one is {known})"),
    "backup-foreign-file": Text(
      id: "{file} dalam cadangan milik {owner}, bukan {service}",
      en: "{file} in the backup belongs to {owner}, not to {service}"),
    "not-in-backup": Text(
      id: "cadangan {path} tidak berisi {service}", en: "the backup {path} does not have {service}"),
    "restore-onto-exercise": Text(
      id: "{path} berisi latihan, cadangan berisi data nyata",
      en: "{path} holds an exercise, the backup real data"),
    "restore-onto-real": Text(
      id: "{path} berisi data nyata, cadangan berisi latihan",
      en: "{path} holds real data, the backup an exercise"),
    "restore-other-log": Text(
      id: "cadangan itu milik sistem lain: log {service} bukan log {service} di {path}",
      en: "the backup is of another system: its log of {service} is not that of {path}"),
    "restore-read-only": Text(
      id: "{path} tidak dapat ditulis", en: "{path} cannot be written"),
    "restore-no-room": Text(
      id: "ruang di {path} tidak cukup: perlu {needed} MB, tersedia {free} MB",
      en: "there is not enough room in {path}: {needed} MB are needed, {free} MB are free"),
    "restore-no-epoch": Text(
      id: "epoch {epoch} dari {service} tidak dapat dilampaui: ada berkas yang diubah orang",
      en: "epoch {epoch} of {service} cannot be exceeded: somebody has changed a file"),
    "restore-unfinished": Text(
      id: "pengembalian cadangan ke {path} terputus; jalankan terpadu restore yang sama lagi",
      en: "a restore into {path} was interrupted; run the same terpadu restore again"),
    "restore-check-failed": Text(
      id: "{service} dari cadangan tidak dapat berjalan: {detail}",
      en: "{service} of the backup does not run: {detail}"),
    "service-running": Text(
      id: "{service} sedang berjalan pada {path}; hentikan dulu",
      en: "{service} is running on {path}; stop it first"),
    "no-file-in-place": Text(
      id: "berkas {service} tidak ada: {file}", en: "there is no file of {service}: {file}"),
    "in-place-alone": Text(
      id: "--in-place memerlukan --service, tanpa folder dan tanpa --check",
      en: "--in-place takes --service, and neither a folder nor --check"),
    "into-without-check": Text(
      id: "--into hanya berlaku bersama --check", en: "--into goes with --check only"),
    "adopt-not-followed": Text(
      id: "{service} tidak mengikuti log {source}", en: "{service} does not follow {source}"),
    "adopt-no-answer": Text(
      id: "{source} tidak menjawab ({detail})", en: "{source} does not answer ({detail})"),
    "adopt-other-log": Text(
      id: "{service} mengikuti log {source} yang lain; kembalikan cadangan log itu",
      en: "{service} follows another log of {source}; put a backup of that log back"),
    "adopt-older-epoch": Text(
      id: "log {source} berada pada epoch {epoch}, {service} sudah pada {known}: hentikan sistem,"
        + " terpadu restore memulai epoch baru",
      en: "the log of {source} is in epoch {epoch}, {service} already in {known}: stop the system,"
        + " terpadu restore begins a new epoch"),
    "adopt-same-epoch": Text(
      id: "log {source} berlanjut lain dalam epoch {epoch} yang sama: hentikan sistem, lalu"
        + " terpadu restore --in-place --service {source} memulai epoch baru",
      en: "the log of {source} went on differently in the same epoch {epoch}: stop the system, then"
        + " terpadu restore --in-place --service {source} begins a new one"),
    "adopt-unknown-prefix": Text(
      id:
        "{service} menerapkan awal log {source} dengan versi lama dan tidak dapat membandingkannya;"
        + " kembalikan seluruh sistem dari satu cadangan",
      en: "{service} applied the beginning of {source} with an earlier version and cannot compare"
        + " it; put the whole system back from one backup"),
    "adopt-incomplete": Text(
      id: "{services} tidak menjawab; ulangi: terpadu adopt {source}",
      en: "{services} gave no answer; try again: terpadu adopt {source}"),
    "missing-incomplete": Text(
      id: "yang hilang menurut {services} tidak diketahui: tidak menjawab",
      en: "what {services} miss is not known: no answer"),
  ]
}
