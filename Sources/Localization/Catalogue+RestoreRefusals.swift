extension Catalogue {
  /// Why a backup is not put back, or a restored log not adopted.
  static let restoreRefusals: [String: Text] = [
    "not-a-backup": Text(
      id: "{path} bukan cadangan yang selesai: manifest.json tidak ada; pilih folder lain",
      en: "{path} is no finished backup: there is no manifest.json; choose another folder"),
    "backup-damaged": Text(
      id: "cadangan {path} rusak: {file} tidak sesuai dengan manifest.json; pakai cadangan lain",
      en: "the backup {path} is damaged: {file} is not what manifest.json says; use another one"),
    "backup-log-damaged": Text(
      id: "cadangan {path} rusak: berkas {service} ({fault}); tidak ada yang diubah."
        + " Semua kesalahannya: terpadu restore {path} --check",
      en: "the backup {path} is damaged: the file of {service} ({fault}); nothing was changed."
        + " All its faults: terpadu restore {path} --check"),
    "backup-newer": Text(
      id: "cadangan {path} ditulis program yang lebih baru ({found}; program ini {known});"
        + " perbarui program dulu",
      en: "the backup {path} was written by a newer program ({found}; this one is {known});"
        + " upgrade first"),
    "backup-foreign-file": Text(
      id: "{file} dalam cadangan milik {owner}, bukan {service}; pakai cadangan lain",
      en: "{file} in the backup belongs to {owner}, not to {service}; use another backup"),
    "not-in-backup": Text(
      id: "cadangan {path} tidak berisi {service}; pakai cadangan lain",
      en: "the backup {path} does not have {service}; use another one"),
    "restore-onto-exercise": Text(
      id: "{path} berisi latihan, cadangan berisi data nyata; pilih --data lain",
      en: "{path} holds an exercise, the backup real data; choose another --data"),
    "restore-onto-real": Text(
      id: "{path} berisi data nyata, cadangan berisi latihan; pilih --data lain",
      en: "{path} holds real data, the backup an exercise; choose another --data"),
    "restore-other-log": Text(
      id: "cadangan itu milik sistem lain: log {service} di dalamnya bukan log {service} di"
        + " {path}; pakai cadangan sistem ini atau pilih --data lain",
      en: "the backup is of another system: its log of {service} is not that of {path}; use a"
        + " backup of this system or choose another --data"),
    "restore-read-only": Text(
      id: "cakram {path} hanya dapat dibaca; pasang agar dapat ditulis",
      en: "the disk of {path} is read-only; mount it for writing"),
    "restore-no-room": Text(
      id: "ruang di {path} tidak cukup: perlu {needed} MB, tersedia {free} MB; kosongkan dulu",
      en: "there is not enough room in {path}: {needed} MB are needed, {free} MB are free; make"
        + " room first"),
    "restore-no-epoch": Text(
      id: "epoch {epoch} dari {service} tidak dapat dilampaui: ada berkas yang diubah orang;"
        + " temukan dengan terpadu verify",
      en: "epoch {epoch} of {service} cannot be exceeded: somebody has changed a file; find it with"
        + " terpadu verify"),
    "restore-unfinished": Text(
      id: "pengembalian cadangan ke {path} terputus; jalankan yang sama lagi sampai selesai:"
        + " {command}",
      en: "a restore into {path} was interrupted; run the same again to its end: {command}"),
    "restore-check-failed": Text(
      id: "{service} dari cadangan tidak dapat berjalan: {detail}; pakai cadangan lain",
      en: "{service} of the backup does not run: {detail}; use another backup"),
    "service-running": Text(
      id: "{service} sedang berjalan pada {path}; hentikan dulu",
      en: "{service} is running on {path}; stop it first"),
    "no-file-in-place": Text(
      id: "berkas {service} tidak ada: {file}", en: "there is no file of {service}: {file}"),
    "in-place-alone": Text(
      id: "--in-place memerlukan --service, tanpa folder, tanpa --check, dan tanpa --into",
      en: "--in-place takes --service, and neither a folder nor --check nor --into"),
    "into-without-check": Text(
      id: "--into hanya berlaku bersama --check", en: "--into goes with --check only"),
    "adopt-not-followed": Text(
      id: "{service} tidak mengikuti log {source}", en: "{service} does not follow {source}"),
    "adopt-no-answer": Text(
      id: "{source} tidak menjawab ({detail}); jalankan dulu, lalu ulangi: terpadu adopt {source}",
      en: "{source} does not answer ({detail}); start it, then try again: terpadu adopt {source}"),
    "adopt-other-log": Text(
      id: "{service} mengikuti log {source} yang lain; kembalikan cadangan log itu:"
        + " terpadu restore FOLDER --service {source}",
      en: "{service} follows another log of {source}; put a backup of that log back:"
        + " terpadu restore DIR --service {source}"),
    "adopt-older-epoch": Text(
      id: "log {source} berada pada epoch {epoch}, {service} sudah pada {known}: hentikan sistem,"
        + " lalu terpadu restore --in-place --service {source} memulai epoch baru; yang sudah"
        + " diterima {source} tetap",
      en: "the log of {source} is in epoch {epoch}, {service} already in {known}: stop the system,"
        + " then terpadu restore --in-place --service {source} begins a new one; what {source} has"
        + " accepted stays"),
    "adopt-same-epoch": Text(
      id: "log {source} berlanjut lain dalam epoch {epoch} yang sama: hentikan sistem, lalu"
        + " terpadu restore --in-place --service {source} memulai epoch baru; yang sudah diterima"
        + " {source} tetap",
      en: "the log of {source} went on differently in the same epoch {epoch}: stop the system, then"
        + " terpadu restore --in-place --service {source} begins a new one; what {source} has"
        + " accepted stays"),
    "adopt-unknown-prefix": Text(
      id:
        "{service} menerapkan awal log {source} dengan versi lama dan tidak dapat membandingkannya;"
        + " kembalikan seluruh sistem dari satu cadangan",
      en: "{service} applied the beginning of {source} with an earlier version and cannot compare"
        + " it; put the whole system back from one backup"),
    "adopt-incomplete": Text(
      id: "{services} tidak menjawab atau belum sampai di ujung log {source}; ulangi: terpadu adopt"
        + " {source}",
      en: "{services} gave no answer or have not come to the end of the log of {source} yet; try"
        + " again: terpadu adopt {source}"),
    "missing-unknown": Text(
      id: "apa yang hilang dari {sources} belum diketahui: log itu belum diterima (terpadu adopt)",
      en: "what {sources} lacks is not known yet: it was not adopted (terpadu adopt)"),
    "missing-incomplete": Text(
      id: "{services} tidak menjawab, jadi catatan yang hilang belum diketahui semua;"
        + " jalankan dulu, lalu ulangi",
      en: "{services} gave no answer, so that not all missing records are known; start them, then"
        + " try again"),
  ]
}
