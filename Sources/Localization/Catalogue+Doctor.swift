extension Catalogue {
  static let doctorStates: [String: Text] = [
    "ok": Text(id: "BAIK", en: "OK"),
    "warning": Text(id: "PERHATIAN", en: "WARNING"),
    "error": Text(id: "GANGGUAN", en: "ERROR"),
  ]

  /// What `doctor` finds: one sentence that says what is so.
  static let diagnoses: [String: Text] = [
    "data-missing": Text(
      id: "folder data {data} tidak ada", en: "there is no data directory {data}"),
    "data-unreadable": Text(
      id: "folder data {data} tidak dapat dipakai: {detail}",
      en: "the data directory {data} cannot be used: {detail}"),
    "restore-unfinished": Text(
      id: "pengembalian cadangan ke {data} terputus; tidak ada layanan yang dapat dimulai",
      en: "a restore into {data} was interrupted; no service can be started"),
    "system-stopped": Text(
      id: "tidak ada sistem yang berjalan pada {data}", en: "no system is running on {data}"),
    "services": Text(id: "{count} layanan menjawab", en: "{count} services answer"),
    "service-down": Text(id: "{service} tidak menjawab", en: "{service} does not answer"),
    "service-elsewhere": Text(
      id: "{service} berjalan pada mesin lain; periksa di sana",
      en: "{service} runs on another host; ask there"),
    "files": Text(
      id: "berkas semua layanan terbaca, {megabytes} MB",
      en: "the files of all services can be read, {megabytes} MB"),
    "file-missing": Text(
      id: "berkas {service} tidak ada: {file}", en: "the file of {service} is missing: {file}"),
    "file-newer-file": Text(
      id: "berkas {service} ditulis program yang lebih baru: skema {found},"
        + " program ini mengenal {known}",
      en: "the file of {service} was written by a newer program: schema {found},"
        + " this program knows {known}"),
    "file-unreadable": Text(
      id: "berkas {service} tidak dapat dibaca: {detail}",
      en: "the file of {service} cannot be read: {detail}"),
    "file-damaged": Text(
      id: "berkas {service} rusak, layanannya tidak dapat dimulai: {detail}",
      en: "the file of {service} is damaged, the service cannot be started: {detail}"),
    "clock": Text(
      id: "jam masuk akal: {at}", en: "the clock is plausible: {at}"),
    "clock-exercise": Text(id: "jam latihan: {at}", en: "the exercise's clock: {at}"),
    "clock-behind": Text(
      id: "jam menunjukkan {nowExact}, padahal {service} sudah menulis pada {atExact}"
        + " (selisih {seconds} detik)",
      en: "the clock shows {nowExact}, but {service} wrote at {atExact} ({seconds} s apart)"),
    "clock-skew": Text(
      id: "jam {service} berbeda {seconds} detik dari mesin ini",
      en: "the clock of {service} differs from this machine's by {seconds} s"),
    "disk": Text(
      id: "{megabytes} MB kosong; log tumbuh {growth} MB per hari",
      en: "{megabytes} MB free; the logs grow by {growth} MB a day"),
    "disk-young": Text(
      id: "{megabytes} MB kosong; pertumbuhan log baru diketahui setelah sehari",
      en: "{megabytes} MB free; how fast the logs grow is known after a day"),
    "disk-low": Text(
      id: "hanya {megabytes} MB kosong; log tumbuh {growth} MB per hari",
      en: "only {megabytes} MB free; the logs grow by {growth} MB a day"),
    "disk-read-only": Text(
      id: "cakram {data} hanya dapat dibaca", en: "the disk of {data} is read-only"),
    "wal-grown": Text(
      id: "berkas WAL {service} membesar menjadi {megabytes} MB karena isinya tidak dapat"
        + " dipindahkan ke berkas data",
      en: "the write-ahead log of {service} has {megabytes} MB and cannot be brought into its"
        + " file"),
    "links": Text(
      id: "semua layanan mengikuti log yang diperlukannya",
      en: "every service follows the logs that it needs"),
    "link-down": Text(
      id: "{service} tidak mendengar {source} selama {seconds} detik",
      en: "{service} has heard nothing of {source} for {seconds} s"),
    "link-lag": Text(
      id: "{service} tertinggal {count} catatan dari {source}",
      en: "{service} is {count} records behind {source}"),
    "link-stopped": Text(
      id: "{service} tidak lagi mengikuti log {source} setelah catatan {sequence}: {stop}",
      en: "{service} no longer follows the log of {source} after record {sequence}: {stop}"),
    "waiting": Text(
      id: "tidak ada catatan yang tertahan", en: "no record is held back"),
    "records-quarantined": Text(
      id: "{count} catatan {source} dikarantina oleh {service} sejak {at}",
      en: "{count} records of {source} are in quarantine at {service} since {at}"),
    "records-held": Text(
      id: "{count} catatan {source} menunggu di {service} sejak {at}",
      en: "{count} records of {source} wait at {service} since {at}"),
    "state-unknown": Text(
      id: "sambungan, catatan tertahan, dan pengingat {services} tidak diketahui selagi tidak"
        + " menjawab",
      en: "links, held records and timers of {services} are not known while they do not answer"),
    "timers": Text(id: "tidak ada pengingat yang terlewat", en: "no timer is overdue"),
    "timers-overdue": Text(
      id: "{count} pengingat {service} belum dijalankan, yang pertama jatuh tempo {at}",
      en: "{count} timers of {service} were not carried out, the first was due {at}"),
    "sockets-lost": Text(
      id: "{count} soket {service} berhenti bekerja", en: "{count} sockets of {service} gave up"),
    "backup": Text(
      id: "cadangan terakhir {at} di {directory}", en: "the last backup is of {at} in {directory}"),
    "backup-none": Text(
      id: "belum pernah ada cadangan dari {data}", en: "no backup was ever made of {data}"),
    "backup-old": Text(
      id: "cadangan terakhir berumur {days} hari ({at} di {directory})",
      en: "the last backup is {days} days old ({at} in {directory})"),
    "backup-gone": Text(
      id: "cadangan {at} tidak lengkap atau tidak ada lagi di {directory}",
      en: "the backup of {at} is not, or not wholly, in {directory} any more"),
    "backup-unreadable": Text(
      id: "catatan cadangan {data}/backups.json tidak terbaca",
      en: "the note of the last backup, {data}/backups.json, cannot be read"),
    "records-missing": Text(
      id: "log {source} yang dipulihkan tidak memuat {count} catatan yang sudah diterima {service}"
        + " (diketahui {at})",
      en: "the restored log of {source} lacks {count} records that {service} had received"
        + " (found {at})"),
    "holidays": Text(
      id: "daftar hari libur ada: {years}", en: "holiday tables are there: {years}"),
    "holidays-missing": Text(
      id: "daftar hari libur {year} belum ada; tenggat dihitung sementara tanpa hari libur",
      en: "there is no holiday table of {year}; terms are provisional and count weekends only"),
    "contacts": Text(
      id: "{keys} dari {units} unit memiliki kunci; tidak ada pesan yang menunggu unit tanpa kunci",
      en: "{keys} of {units} units have a key; no message waits for a unit without one"),
    "contacts-missing": Text(
      id: "{count} unit tanpa kunci belum mengambil {messages} pesan: {names}",
      en: "{count} units without a key have not fetched {messages} messages: {names}"),
    "mailbox-unread": Text(
      id: "{unit} tidak membaca pesan yang wajib ditindaklanjuti: {count} belum dibaca sejak {at}",
      en: "{unit} does not read what it must act on: {count} unread since {at}"),
  ]

  /// What to do about what `doctor` finds. Commands stand as they are typed.
  static let remedies: [String: Text] = [
    "data-missing": Text(
      id: "periksa --data atau TERPADU_DATA; sistem baru dimulai dengan: terpadu up",
      en: "check --data or TERPADU_DATA; a new system starts with: terpadu up"),
    "data-unreadable": Text(
      id: "perbaiki yang disebut, atau pulihkan cadangan: terpadu restore FOLDER",
      en: "mend what is named, or put a backup back: terpadu restore DIR"),
    "restore-unfinished": Text(
      id: "jalankan yang sama lagi sampai selesai: {command}",
      en: "run the same again to its end: {command}"),
    "system-stopped": Text(id: "jalankan: terpadu up", en: "start it: terpadu up"),
    "exercise-stopped": Text(
      id: "lanjutkan latihannya: terpadu up --exercise",
      en: "go on with the exercise: terpadu up --exercise"),
    "service-frozen": Text(
      id: "proses {pid} berjalan tetapi tidak menjawab; baca {log}; bila tetap begitu:"
        + " kill -9 {pid}, lalu terpadu up yang berjalan memulainya lagi",
      en: "process {pid} runs and does not answer; read {log}; if it stays so: kill -9 {pid},"
        + " then a running terpadu up starts it again"),
    "service-down": Text(
      id: "baca {log}; bila terpadu up berjalan, layanan dimulai lagi dengan sendirinya",
      en: "read {log}; while terpadu up runs, the service is started again by itself"),
    "file-missing": Text(
      id: "bila pernah ada: hentikan sistem, lalu terpadu restore FOLDER --service {service}"
        + " sebelum terpadu up",
      en: "if there was one: stop the system, then terpadu restore DIR --service {service} before"
        + " terpadu up"),
    "file-newer-file": Text(
      id: "pasang versi program yang menulisnya; jangan memakai program lama",
      en: "install the version that wrote it; do not go on with the old program"),
    "file-unreadable": Text(
      id: "hentikan sistem, periksa cakram, lalu terpadu restore FOLDER --service {service}",
      en: "stop the system, check the disk, then terpadu restore DIR --service {service}"),
    "file-damaged": Text(
      id: "terpadu down, periksa cakram, lalu terpadu restore FOLDER --service {service}",
      en: "terpadu down, check the disk, then terpadu restore DIR --service {service}"),
    "state-unknown": Text(
      id: "buat layanannya menjawab, lalu tanyakan lagi: terpadu doctor",
      en: "bring the services up, then ask again: terpadu doctor"),
    "clock-behind": Text(
      id: "perbaiki jam mesin (NTP), lalu mulai ulang sistem",
      en: "set the machine's clock (NTP), then restart the system"),
    "clock-skew": Text(
      id: "samakan jam semua mesin (NTP)", en: "make all machines' clocks agree (NTP)"),
    "disk-low": Text(
      id: "kosongkan atau perbesar cakram sebelum penuh; log tidak boleh dihapus",
      en: "free or enlarge the disk before it is full; logs must not be deleted"),
    "disk-read-only": Text(
      id: "periksa cakram dan log kernel, pasang lagi agar dapat ditulis, lalu terpadu up",
      en: "check the disk and the kernel's log, mount it writable, then terpadu up"),
    "wal-grown": Text(
      id: "ada program yang terus membaca berkas {service}: cari dengan lsof, lalu hentikan;"
        + " WAL menyusut sendiri, ruang cakramnya kembali saat {service} mulai lagi",
      en: "a program keeps reading the file of {service}: find it with lsof and end it;"
        + " the WAL shrinks by itself, its disk space comes back when {service} starts again"),
    "link-down": Text(
      id: "periksa {source} dan jaringan ke sana; sambungan pulih dengan sendirinya",
      en: "look at {source} and the network to it; the link comes back by itself"),
    "link-lag": Text(
      id: "tunggu; bila tidak berkurang, periksa beban dan cakram {service}",
      en: "wait; if it does not shrink, look at the load and the disk of {service}"),
    "link-fork": Text(
      id:
        "hentikan sistem, terpadu restore --in-place --service {source} (berkas {source} memulai"
        + " epoch baru, yang sudah diterimanya tetap); mulai lagi, lalu: terpadu adopt {source};"
        + " hanya bila berkasnya rusak menurut terpadu verify: terpadu restore FOLDER"
        + " --service {source} sebagai gantinya",
      en: "stop the system, terpadu restore --in-place --service {source} (the file of {source}"
        + " begins a new epoch and keeps what it has accepted); start again, then: terpadu adopt"
        + " {source}; only if the file is damaged by terpadu verify: terpadu restore DIR"
        + " --service {source} instead"),
    "link-older-head": Text(
      id: "log {source} adalah salinan lama: hentikan sistem, terpadu restore --in-place"
        + " --service {source} (yang sudah diterimanya tetap); mulai lagi, lalu:"
        + " terpadu adopt {source}; hanya bila berkasnya rusak: terpadu restore FOLDER"
        + " --service {source} sebagai gantinya",
      en: "the log of {source} is an older copy: stop the system, terpadu restore --in-place"
        + " --service {source} (what it has accepted stays); start again, then:"
        + " terpadu adopt {source}; only if its file is damaged: terpadu restore DIR"
        + " --service {source} instead"),
    "link-epoch": Text(
      id: "log {source} telah dipulihkan; bila itu disengaja: terpadu adopt {source}",
      en: "the log of {source} was restored; if that was meant: terpadu adopt {source}"),
    "link-epoch-stopped": Text(
      id: "log {source} telah dipulihkan: terpadu up, lalu terpadu adopt {source}",
      en: "the log of {source} was restored: terpadu up, then terpadu adopt {source}"),
    "link-other-log": Text(
      id: "periksa alamat {source} dalam konfigurasi; bila berkasnya dibuat baru tanpa sengaja:"
        + " hentikan sistem, terpadu restore FOLDER --service {source}, mulai lagi,"
        + " lalu: terpadu adopt {source}",
      en: "check the address of {source} in the configuration; if its file was made anew by"
        + " mistake: stop the system, terpadu restore DIR --service {source}, start again,"
        + " then: terpadu adopt {source}"),
    "link-damaged": Text(
      id: "jalankan terpadu verify; bila {source} rusak: hentikan sistem,"
        + " terpadu restore FOLDER --service {source}, mulai lagi, lalu: terpadu adopt {source}",
      en: "run terpadu verify; if {source} is damaged: stop the system,"
        + " terpadu restore DIR --service {source}, start again, then: terpadu adopt {source}"),
    "records-quarantined": Text(
      id: "lihat sebabnya: terpadu quarantine list --service {service}; sesudah program"
        + " diperbarui: terpadu quarantine retry --service {service}",
      en: "see why: terpadu quarantine list --service {service}; after the program was mended:"
        + " terpadu quarantine retry --service {service}"),
    "records-missing": Text(
      id: "lihat apa yang hilang dan minta diulang: terpadu missing --service {service}",
      en: "see what is missing and have it done again: terpadu missing --service {service}"),
    "records-held": Text(
      id: "periksa sambungan {service} ke layanan lain: terpadu status",
      en: "look at the links of {service} to the other services: terpadu status"),
    "timers-overdue": Text(
      id: "pengingat menunggu sampai semua log diikuti: selesaikan gangguan sambungan {service}",
      en: "timers wait until every log is followed: mend the links of {service}"),
    "sockets-lost": Text(
      id: "mulai ulang sistem: terpadu down, lalu terpadu up",
      en: "restart the system: terpadu down, then terpadu up"),
    "backup-none": Text(
      id: "buat cadangan di cakram lain: terpadu backup FOLDER",
      en: "make one on another disk: terpadu backup DIR"),
    "backup-old": Text(
      id: "buat cadangan baru di cakram lain: terpadu backup FOLDER",
      en: "make a new one on another disk: terpadu backup DIR"),
    "backup-gone": Text(
      id: "sambungkan lagi cakramnya, atau buat cadangan baru: terpadu backup FOLDER",
      en: "attach its disk again, or make a new one: terpadu backup DIR"),
    "backup-unreadable": Text(
      id: "buat cadangan baru: terpadu backup FOLDER", en: "make a new one: terpadu backup DIR"),
    "holidays-missing": Text(
      id: "sesudah SKB {year} terbit, tulis tabelnya seperti deploy/examples/libur-2027.json dan"
        + " masukkan: terpadu registry import --file BERKAS; sampai itu tenggat bertanda sementara",
      en: "once the decree for {year} is out, write its table like deploy/examples/libur-2027.json"
        + " and bring it in: terpadu registry import --file FILE; until then terms are marked"
        + " provisional"),
    "contacts-missing": Text(
      id: "daftarkan unitnya: terpadu enrol UNIT --out BERKAS; sementara itu bacakan pesannya:"
        + " terpadu inbox UNIT --as UNIT (tanpa --as pesannya tetap menunggu)",
      en: "enrol them: terpadu enrol UNIT --out FILE; until then read their mail to them:"
        + " terpadu inbox UNIT --as UNIT (without --as it goes on waiting)"),
    "mailbox-unread": Text(
      id: "telepon {unit} dan minta memeriksa program pembacanya; pesannya: terpadu inbox {unit}",
      en: "call {unit} and have its reader looked at; what it must read: terpadu inbox {unit}"),
  ]
}
