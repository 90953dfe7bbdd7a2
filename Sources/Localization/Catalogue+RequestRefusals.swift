extension Catalogue {
  /// Rules of requests to services, and of what units may do.
  static let requestRefusals: [String: Text] = [
    "required": Text(id: "{field} wajib diisi", en: "{field} is required"),
    "not-in-range": Text(
      id: "{value} harus antara {low} dan {high}", en: "{value} must lie between {low} and {high}"),
    "not-facts": Text(
      id: "{field} bukan fakta rujukan, yaitu objek dengan satu isian: {allowed}",
      en: "{field} is no registry fact, an object with one member of {allowed}"),
    "unknown-request": Text(
      id: "permintaan {value} tidak dikenal layanan ini",
      en: "the service does not know the request {value}"),
    "malformed-request": Text(
      id: "permintaan tidak terbaca oleh layanan", en: "the service cannot read the request"),
    "command-id-reused": Text(
      id: "nomor perintah itu sudah dipakai untuk isi lain",
      en: "that command id was used for other content"),
    "operators-only": Text(
      id: "hanya untuk operator (rujukan: juga Pusat), bukan untuk {unit}",
      en: "this is for operators (the registry: for Pusat too), not for {unit}"),
    "may-not-report": Text(
      id: "{unit} tidak melaporkan temuan", en: "{unit} does not report findings"),
    "not-yours": Text(
      id: "{unit} tidak boleh {step} temuan milik {reporter}",
      en: "{unit} may not {step} a finding of {reporter}"),
    "not-your-unit": Text(
      id: "kunci {key} tidak boleh bertindak sebagai {unit}",
      en: "the key of {key} may not act as {unit}"),
    "internal": Text(
      id: "gangguan pada layanan; sebutkan rujukan {reference} kepada operator",
      en: "a fault in the service; give the operator the reference {reference}"),
    "no-unit": Text(
      id: "permintaan ini perlu unit yang diwakili", en: "this needs a unit for which to act"),
    "outside-group": Text(
      id: "temuan ini rahasia; {unit} bukan anggota kelompoknya, buka temuan dahulu",
      en: "the finding is confidential and {unit} is not in its group; open the finding first"),
    "not-your-task": Text(
      id: "tugas ini milik {owner}, bukan {unit}", en: "the task is {owner}'s, not {unit}'s"),
    "not-your-mailbox": Text(
      id: "{as} tidak boleh membaca kotak masuk {unit}",
      en: "{as} may not read the mailbox of {unit}"),
    "illegal-transition": Text(
      id: "temuan ini {state}; tidak dapat {step}, yang dapat: {allowedSteps}",
      en: "a finding that is {state} cannot take the step {step}; possible steps: {allowedSteps}"),
    "finding-id-reused": Text(
      id: "id {value} sudah dipakai untuk temuan dengan isi lain",
      en: "the id {value} was used for a finding with other content"),
    "nothing-changed": Text(
      id: "dokumen baru sama dengan versi sekarang", en: "the new document changes nothing"),
    "illegal-task-step": Text(
      id: "tugas {task} sudah {state}; {step} hanya dari keadaan {allowedStates}",
      en: "task {task} is {state}; {step} needs one of the states {allowedStates}"),
    "already-has-task": Text(
      id: "{value} sudah memiliki tugas untuk temuan ini",
      en: "{value} has a task of this finding already"),
    "takes-no-task": Text(
      id: "{value} bukan Pemda atau kementerian; tugas tidak dapat dialihkan kepadanya",
      en: "{value} is neither a Pemda nor a ministry; it takes no tasks"),
    "empty-document": Text(id: "dokumen kosong", en: "the document is empty"),
    "not-utf-8": Text(id: "dokumen bukan UTF-8", en: "the document is not UTF-8"),
    "not-held": Text(id: "temuan ini tidak rahasia", en: "the finding is not confidential"),
    "unknown-finding": Text(id: "tidak ada temuan {value}", en: "there is no finding {value}"),
    "unknown-task": Text(id: "tidak ada tugas {value}", en: "there is no task {value}"),
    "unknown-message": Text(id: "tidak ada pesan {value}", en: "there is no message {value}"),
    "no-alert-of-version": Text(
      id: "versi {version} tidak mengubah siapa yang diberi tahu; versi sekarang {latest}",
      en: "version {version} told nobody anything; the present version is {latest}"),
    "reference-data-missing": Text(
      id: "data rujukan tidak lengkap: {file} baris {row}: {detail}",
      en: "reference data are missing: {file} row {row}: {detail}"),
    "file-empty": Text(id: "{file} kosong", en: "{file} is empty"),
    "not-utf8": Text(id: "{file} bukan UTF-8: {detail}", en: "{file} is not UTF-8: {detail}"),
    "unknown-header": Text(
      id: "kepala kolom {file} tidak dikenal: {detail}",
      en: "the header of {file} is not known: {detail}"),
    "wrong-field-count": Text(
      id: "{file} baris {row}: {detail}", en: "{file} row {row}: {detail}"),
    "not-yet-known": Text(
      id: "{value} belum sampai di hazmat watch; coba lagi sebentar. Bila tetap begitu,"
        + " terpadu doctor menyebut sebabnya",
      en: "{value} has not reached hazmat watch yet; try again in a moment. If it stays so, terpadu"
        + " doctor says why"),
    "overloaded": Text(
      id: "layanan sedang kewalahan; coba lagi sebentar",
      en: "the service is overloaded; try again in a moment"),
    "reading-failed": Text(
      id: "layanan tidak dapat membaca berkasnya; coba lagi sebentar. Bila tetap begitu, sebutkan"
        + " rujukan {reference} kepada operator",
      en: "the service could not read its file; try again in a moment. If it stays so, give the"
        + " operator the reference {reference}"),
    "registry-not-loaded": Text(
      id: "rujukan belum lengkap diterima; coba lagi sebentar",
      en: "the registry has not been received completely yet; try again in a moment"),
    "registry-behind": Text(
      id: "belum dapat dinilai: rujukan terbaru belum sampai; coba lagi sebentar. Bila tetap,"
        + " terpadu doctor menyebut sebabnya",
      en: "it cannot be judged yet: the newest of the registry has not arrived; try again in a"
        + " moment. If it stays so, terpadu doctor says why"),
    "stopping": Text(id: "layanan sedang berhenti", en: "the service is stopping"),
  ]

  /// Rules of the command line itself and of the system that it runs.
  static let programRefusals: [String: Text] = [
    "usage": Text(id: "{message}; bantuan: {help}", en: "{message}; help: {help}"),
    "failed": Text(id: "{detail}", en: "{detail}"),
    "cancelled": Text(id: "dibatalkan", en: "cancelled"),
    "file-unreadable": Text(
      id: "berkas {file} tidak dapat dibaca", en: "the file {file} cannot be read"),
    "file-is-directory": Text(
      id: "{field} memerlukan berkas, tetapi {file} adalah folder",
      en: "{field} takes a file, but {file} is a directory"),
    "file-exists": Text(
      id: "{file} sudah ada dan tidak ditimpa", en: "{file} exists and is not overwritten"),
    "file-unwritable": Text(
      id: "{file} tidak dapat ditulis: {detail}", en: "{file} cannot be written: {detail}"),
    "not-running": Text(
      id: "tidak ada sistem yang berjalan pada {data}; jalankan: terpadu up",
      en: "no system is running on {data}; start it with: terpadu up"),
    "no-system": Text(
      id: "{data} bukan folder data sistem; periksa --data atau TERPADU_DATA, sistem baru dimulai"
        + " dengan: terpadu up",
      en: "{data} is no data directory of a system; check --data or TERPADU_DATA, a new system"
        + " starts with: terpadu up"),
    "no-answer": Text(
      id: "{service} tidak menjawab dalam {seconds} detik",
      en: "{service} gave no answer within {seconds} s"),
    "door-refused": Text(
      id: "{service} menolak permintaan: {word}", en: "{service} refused the request: {word}"),
    "mailbox-closed": Text(
      id: "kotak masuk {unit} tidak dapat dibaca: {word}",
      en: "the mailbox of {unit} cannot be read: {word}"),
    "request-too-large": Text(
      id: "permintaan melebihi batas", en: "the request is over the limit"),
    "answer-malformed": Text(
      id: "jawaban {service} tidak terbaca: {detail}",
      en: "the answer of {service} cannot be read: {detail}"),
    "command-unanswered": Text(
      id: "{service} tidak menjawab; ulangi dengan aman memakai --command-id {command}",
      en: "{service} gave no answer; it is safe to try again with --command-id {command}"),
    "report-unanswered": Text(
      id: "{service} tidak menjawab; temuan {finding} mungkin sudah tercatat,"
        + " ulangi dengan aman memakai --command-id {command}",
      en: "{service} gave no answer; finding {finding} may be recorded,"
        + " it is safe to try again with --command-id {command}"),
    "not-applied": Text(
      id: "perubahan tercatat (catatan {sequence}) tetapi belum diterapkan oleh {services}",
      en: "the change is recorded (record {sequence}) but not yet applied by {services}"),
    "quarantine-incomplete": Text(
      id: "karantina {services} tidak diketahui: tidak menjawab",
      en: "the quarantine of {services} is not known: no answer"),
    "still-quarantined": Text(
      id: "masih dikarantina: {services}; lihat sebabnya: terpadu quarantine list",
      en: "still in quarantine: {services}; see why with: terpadu quarantine list"),
    "trace-incomplete": Text(
      id: "jejak tidak lengkap: {services} tidak menjawab",
      en: "the trace is incomplete: {services} gave no answer"),
    "backup-not-empty": Text(
      id: "{path} tidak kosong; cadangan memerlukan folder baru",
      en: "{path} is not empty; a backup takes a new folder"),
    "nothing-to-back-up": Text(
      id: "tidak ada data layanan di {path}", en: "there are no services' data in {path}"),
    "backup-disagrees": Text(
      id: "{follower} telah menerapkan catatan {sequence} yang tidak ada di log {source}; "
        + "cadangan tidak diselesaikan",
      en: "{follower} has applied a record {sequence} that the log of {source} does not have; "
        + "the backup was not finished"),
    "backup-of-damaged": Text(
      id: "berkas {service} rusak ({fault}); cadangan tidak diselesaikan. Periksa: terpadu verify;"
        + " kembalikan yang baik: terpadu restore FOLDER --service {service}",
      en: "the file of {service} is damaged ({fault}); the backup was not finished. Look:"
        + " terpadu verify; put a good one back: terpadu restore DIR --service {service}"),
    "backup-not-noted": Text(
      id: "cadangan di {path} lengkap, tetapi {file} tidak dapat ditulis: terpadu doctor tidak akan"
        + " mengetahuinya",
      en: "the backup in {path} is complete, but {file} could not be written: terpadu doctor will"
        + " not know of it"),
    "already-running": Text(
      id: "folder data dipakai {holder}", en: "the data directory is used by {holder}"),
    "still-stopping": Text(
      id: "sistem (pid {pid}) belum berhenti setelah {seconds} detik",
      en: "the system (pid {pid}) has not stopped after {seconds} s"),
    "instance-is-real": Text(
      id: "{path} berisi data nyata, tidak dapat dipakai untuk latihan; pilih --data lain",
      en: "{path} holds real data and cannot be used for an exercise; choose another --data"),
    "instance-is-exercise": Text(
      id: "{path} berisi latihan, tidak dapat dipakai untuk data nyata; pilih --data lain",
      en: "{path} holds an exercise and cannot be used for real data; choose another --data"),
    "other-exercise-clock": Text(
      id: "{path} berisi latihan dengan jam lain; hapus --clock-start dan --clock-rate",
      en: "{path} holds an exercise with another clock; leave out --clock-start and --clock-rate"),
    "configuration": Text(id: "{field} tidak dapat dipakai: {detail}", en: "{field}: {detail}"),
    "configuration-shape": Text(
      id: "{field} dalam terpadu.yaml harus satu nilai, bukan daftar atau peta (beberapa alamat:"
        + " dipisahkan koma)",
      en: "{field} in terpadu.yaml takes one value, no list and no map (several addresses:"
        + " separated by commas)"),
    "configuration-unknown": Text(
      id: "terpadu.yaml memuat kunci yang tidak dikenal: {field}",
      en: "terpadu.yaml has a key that does not exist: {field}"),
    "data-directory": Text(
      id: "folder data {path} tidak dapat dipakai: {detail}",
      en: "the data directory {path} cannot be used: {detail}"),
    "daemon-missing": Text(
      id: "program {file} tidak ada di samping terpadu",
      en: "the program {file} is not beside terpadu"),
    "rebuild-while-running": Text(
      id: "{service} sedang berjalan pada {path}; hentikan dulu: terpadu down",
      en: "{service} is running on {path}; stop it first: terpadu down"),
    "rebuild-failed": Text(
      id: "tabel {service} tidak dapat dibuat ulang, tidak ada yang diubah: {detail}",
      en: "the tables of {service} cannot be made again, nothing was changed: {detail}"),
    "faults-found": Text(id: "ditemukan: {faults}", en: "found: {faults}"),
    "clock-without-exercise": Text(
      id: "{field} hanya untuk --exercise", en: "{field} belongs to --exercise"),
  ]
}
