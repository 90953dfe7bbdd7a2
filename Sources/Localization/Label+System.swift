extension Label {
  /// Labels about the running system.
  static let systemTexts: [Label: Text] = [
    .exerciseMark: Text(id: "[LATIHAN]", en: "[EXERCISE]"),
    .commandMissing: Text(id: "perintah belum lengkap", en: "the command is not complete"),
    .ready: Text(
      id: "ready {services}; data {data}; pid {pid}",
      en: "ready {services}; data {data}; pid {pid}"),
    .readyExercise: Text(
      id: "ready {services}; data {data}; pid {pid}; [LATIHAN] pukul {clock}, laju {rate}",
      en: "ready {services}; data {data}; pid {pid}; [EXERCISE] clock {clock}, rate {rate}"),
    .stopped: Text(
      id: "Sistem pada {data} telah berhenti.", en: "The system on {data} has stopped."),
    .notRunning: Text(
      id: "Tidak ada sistem yang berjalan pada {data}.", en: "No system is running on {data}."),
    .linkStopped: Text(
      id: "{service} TIDAK LAGI MENGIKUTI log {source}: {reason}. Yang lain berjalan"
        + " terus; posisinya tetap tersimpan. Tindakan: {remedy}.",
      en:
        "{service} FOLLOWS the log of {source} NO MORE: {reason}. Everything else goes on, and"
        + " it keeps its position. What to do: {remedy}."),
    .serviceFailed: Text(
      id: "{service} {ending} sebelum siap{detail}; dicoba lagi dalam {seconds} detik ({log}).",
      en: "{service} {ending} before it was ready{detail}; next try in {seconds} s ({log})."),
    .serviceRestarted: Text(
      id: "{service} {ending}{detail}; langsung dijalankan lagi ({log}).",
      en: "{service} {ending}{detail}; started again at once ({log})."),
    .serviceElsewhere: Text(
      id: "{service} berjalan pada mesin lain; tanyakan di sana",
      en: "{service} runs on another host; ask there"),
    .serviceReady: Text(id: "{service} kini siap.", en: "{service} is ready now."),
    .serviceKilled: Text(
      id: "{service} tidak berhenti dalam {seconds} detik dan dihentikan paksa.",
      en: "{service} did not stop within {seconds} s and was killed."),
    .endedStatus: Text(id: "berakhir dengan status {status}", en: "ended with status {status}"),
    .endedSignal: Text(id: "dihentikan sinyal {signal}", en: "was ended by signal {signal}"),
    .notStarted: Text(
      id: "tidak dapat dijalankan ({detail})", en: "could not be started ({detail})"),
    .statusHead: Text(id: "Sistem pada {data}", en: "System on {data}"),
    .serviceDown: Text(id: "TIDAK MENJAWAB", en: "DOWN"),
    .serviceHead: Text(id: "log {head}", en: "log {head}"),
    .lag: Text(id: "tertinggal {count}", en: "{count} behind"),
    .heldCount: Text(id: "{count} menunggu", en: "{count} held"),
    .quarantineCount: Text(id: "{count} dikarantina", en: "{count} in quarantine"),
    .quarantineEmpty: Text(
      id: "Tidak ada catatan dalam karantina.", en: "Nothing is in quarantine."),
    .quarantineRecord: Text(
      id: "{service}: catatan {sequence} dari {source} ({type}), tentang {about}",
      en: "{service}: record {sequence} of {source} ({type}), about {about}"),
    .quarantineSince: Text(
      id: "    sejak {at}, dicoba {attempts} kali", en: "    since {at}, tried {attempts} times"),
    .quarantineWaiting: Text(
      id: "    {count} menunggu di belakangnya: {places}",
      en: "    {count} waiting behind it: {places}"),
    .quarantineRetried: Text(
      id: "{service}: {applied} diterapkan, {remaining} masih dikarantina",
      en: "{service}: {applied} applied, {remaining} still in quarantine"),
    .verifyClean: Text(
      id: "{service}  baik, {head} catatan", en: "{service}  clean, {head} records"),
    .verifyFaulty: Text(
      id: "{service}  RUSAK, {head} catatan", en: "{service}  FAULTY, {head} records"),
    .verifyFault: Text(id: "  {name}: {detail}", en: "  {name}: {detail}"),
    .verifyFaultAt: Text(
      id: "  {name}: catatan {sequence}: {detail}", en: "  {name}: record {sequence}: {detail}"),
    .verifyUnadopted: Text(
      id: "Log {service} yang dipulihkan belum diterima pengikutnya: terpadu adopt {service}, lalu"
        + " periksa lagi.",
      en: "The restored log of {service} awaits its followers: terpadu adopt {service}, then verify"
        + " again."),
    .rebuilt: Text(
      id: "{service}: {tables} dibuat ulang dari {records} catatan log {source}.",
      en: "{service}: {tables} made again from {records} records of the log of {source}."),
    .rebuildKept: Text(
      id: "{service}: {tables} tetap seperti adanya: {reason}.",
      en: "{service}: {tables} left as they are: {reason}."),
    .backupTaken: Text(
      id: "Cadangan lengkap di {path}: semua yang tersimpan sampai {at}.",
      en: "The backup in {path} is complete: everything committed by {at}."),
    .backupService: Text(id: "  {service}  {head} catatan", en: "  {service}  {head} records"),
    .restored: Text(
      id: "Cadangan {path} sudah dikembalikan: semua yang tersimpan sampai {at}.",
      en: "The backup {path} was put back: everything committed by {at}."),
    .restoredService: Text(
      id: "  {service}  {head} catatan, terakhir {at}; epoch {epoch}",
      en: "  {service}  {head} records, the last of {at}; epoch {epoch}"),
    .restoredAside: Text(
      id: "Berkas yang diganti disimpan di {path}.", en: "The replaced files are in {path}."),
    .restoredLost: Text(
      id: "{service}: {count} catatan berkas yang diganti TIDAK ADA dalam cadangan ({types}).",
      en: "{service}: {count} records of the replaced file are NOT in the backup ({types})."),
    .restoredLostDeeds: Text(
      id: "  Yang dilakukan orang, minta diulang:", en: "  What people did, have it done again:"),
    .restoredLostRecord: Text(
      id: "  catatan {sequence} ({type}), tentang {about}, {at}",
      en: "  record {sequence} ({type}), about {about}, {at}"),
    .restoredLostUnread: Text(
      id: "{service}: berkas yang diganti rusak; apa lagi yang hanya ada di sana tidak diketahui.",
      en: "{service}: the replaced file is damaged; what else only it held is not known."),
    .restoredNext: Text(id: "Berikutnya: terpadu up", en: "Next: terpadu up"),
    .restoredAdopt: Text(
      id: "  lalu: terpadu adopt {source}", en: "  then: terpadu adopt {source}"),
    .checkedClean: Text(
      id: "Cadangan {path} dapat dikembalikan; kembali ke {at}.",
      en: "The backup {path} can be put back; it goes back to {at}."),
    .checkedFaulty: Text(
      id: "Cadangan {path} dari {at} RUSAK.", en: "The backup {path} of {at} is FAULTY."),
    .checkedService: Text(
      id: "  {service}  {head} catatan, terakhir {at}",
      en: "  {service}  {head} records, the last of {at}"),
    .adopted: Text(
      id: "{service} mengikuti {source} lagi dari catatan {position}, epoch {epoch};"
        + " {missing} catatan hilang",
      en: "{service} follows {source} on from record {position}, epoch {epoch};"
        + " {missing} records are missing"),
    .adoptedAlready: Text(
      id: "{service} sudah mengikuti {source} seperti adanya; {missing} catatan hilang",
      en: "{service} follows {source} already as it is; {missing} records are missing"),
    .adoptElsewhere: Text(
      id: "{service} berjalan pada mesin lain; jalankan di sana: terpadu adopt {source}",
      en: "{service} runs on another host; give the command there: terpadu adopt {source}"),
    .missingNothing: Text(
      id: "Tidak ada yang hilang dari log mana pun.", en: "No log lacks anything."),
    .missingApplied: Text(
      id: "{service} ({at})", en: "{service} ({at})"),
    .missingHeld: Text(
      id: "{service} (belum diterapkan)", en: "{service} (not yet applied)"),
    .missingRecord: Text(
      id: "  {source} catatan {sequence} ({type}), tentang {about}; diterima {services}",
      en: "  {source} record {sequence} ({type}), about {about}; received by {services}"),
    .missingTotal: Text(
      id: "{count} catatan hilang, {deeds} di antaranya perbuatan orang: minta diulang."
        + " Selebihnya diturunkan lagi oleh layanan (terpadu missing --all).",
      en: "{count} records are missing, people did {deeds} of them: have those done again."
        + " The services derive the others again (terpadu missing --all)."),
    .missingUnknown: Text(
      id: "Apa yang hilang dari log {source} BELUM DIKETAHUI sebelum terpadu adopt {source}:"
        + " {remedy}",
      en: "What the log of {source} lacks is NOT KNOWN YET, before terpadu adopt {source}:"
        + " {remedy}"),
    .missingCount: Text(id: "{count} hilang", en: "{count} missing"),
    .enrolled: Text(
      id: "{unit} terdaftar; kunci rahasianya ada di {file}, simpan baik-baik.",
      en: "{unit} is enrolled; its secret key is in {file}, keep it safe."),
    .traceHead: Text(id: "Jejak temuan {subject}", en: "Trace of finding {subject}"),
    .committed: Text(id: "tersimpan {at}", en: "committed {at}"),
    .published: Text(id: "terbit {at}", en: "published {at}"),
    .appliedBy: Text(id: "diterapkan {service} {at}", en: "applied by {service} {at}"),
    .deliveriesHead: Text(id: "Kotak masuk", en: "Mailboxes"),
    .stored: Text(id: "masuk {at}", en: "stored {at}"),
    .delivered: Text(id: "terkirim {at}", en: "delivered {at}"),
    .notDelivered: Text(id: "belum diambil", en: "not fetched yet"),
  ]
}
