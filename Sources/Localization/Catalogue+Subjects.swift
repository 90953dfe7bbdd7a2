extension Catalogue {
  /// The line of a message that a person reads first (`MessageSubject.word`). `{what}` is the
  /// substance and, where it is known, the product.
  static let subjects: [String: Text] = [
    "alert-presumptive": Text(
      id: "Dugaan {what}: temuan {number}", en: "Presumptive {what}: finding {number}"),
    "alert-confirmed": Text(
      id: "Terkonfirmasi {what}: temuan {number}", en: "Confirmed {what}: finding {number}"),
    "update-recorded": Text(
      id: "Temuan {number} diubah ({what})", en: "Finding {number} amended ({what})"),
    "update-reported": Text(
      id: "Temuan {number} diubah ({what})", en: "Finding {number} amended ({what})"),
    "update-presumptive": Text(
      id: "Temuan {number} diperbarui, masih dugaan ({what})",
      en: "Finding {number} updated, still presumptive ({what})"),
    "update-confirmed": Text(
      id: "Temuan {number} terkonfirmasi laboratorium ({what})",
      en: "Finding {number} confirmed by the laboratory ({what})"),
    "update-refuted": Text(
      id: "Temuan {number} tidak terbukti ({what})", en: "Finding {number} refuted ({what})"),
    "update-closed": Text(
      id: "Temuan {number} ditutup ({what})", en: "Finding {number} closed ({what})"),
    // Of a state that this program does not know.
    "update": Text(
      id: "Temuan {number} diperbarui, keadaan: {state} ({what})",
      en: "Finding {number} updated, state: {state} ({what})"),
    "withdrawal-withdrawn": Text(
      id: "Temuan {number} DICABUT ({what}): {reason}",
      en: "Finding {number} WITHDRAWN ({what}): {reason}"),
    "withdrawal-refuted": Text(
      id: "Temuan {number} TIDAK TERBUKTI menurut laboratorium ({what})",
      en: "Finding {number} REFUTED by the laboratory ({what})"),
    "task": Text(
      id: "Tugas {task}: tindak lanjuti {what}, temuan {number}, paling lambat {dueAt}",
      en: "Task {task}: follow up {what}, finding {number}, by {dueAt}"),
    "task-provisional": Text(
      id: "Tugas {task}: tindak lanjuti {what}, temuan {number}, paling lambat {dueAt} (sementara)",
      en: "Task {task}: follow up {what}, finding {number}, by {dueAt} (provisional)"),
    "alarm-record-quarantined": Text(
      id: "{service} menahan catatan {sequence} dari {source}: {error}",
      en: "{service} holds record {sequence} of {source}: {error}"),
    "alarm-link-stopped": Text(
      id: "{service} tidak lagi mengikuti log {source} setelah catatan {sequence}: {stop}",
      en: "{service} no longer follows the log of {source} after record {sequence}: {stop}"),
    "alarm-timer-failed": Text(
      id: "{service} {attempts} kali gagal menjalankan pewaktu {timer}: {error}",
      en: "{service} could not carry out the timer {timer} {attempts} times: {error}"),
    "alarm-no-recipients": Text(
      id: "Tidak ada yang diberi tahu tentang temuan {finding}",
      en: "Nobody is told of finding {finding}"),
    "escalation-unread": Text(
      id: "{unit} tidak membaca pesannya: {count} belum dibaca, yang tertua dari {since}",
      en: "{unit} does not read its messages: {count} unread, the oldest of {since}"),
  ]

  /// Why a task changed although no person changed it.
  static let taskNotes: [String: Text] = [
    "finding-withdrawn": Text(id: "temuan dicabut", en: "the finding was withdrawn"),
    "finding-refuted": Text(id: "temuan tidak terbukti", en: "the finding was refuted"),
    "no-longer-competent": Text(
      id: "unit ini tidak lagi berwenang menindaklanjuti",
      en: "the unit no longer has to act"),
    "finding-opened": Text(
      id: "temuan dibuka untuk semua", en: "the finding was opened to everyone"),
    "group-changed": Text(
      id: "kelompok yang boleh tahu berubah", en: "the group that may know of it changed"),
    "overdue": Text(id: "lewat tenggat", en: "the term is over"),
    "overdue-late": Text(
      id: "lewat tenggat (dicatat terlambat)", en: "the term is over (noted late)"),
    "holiday-table": Text(
      id: "tenggat dihitung ulang menurut daftar hari libur",
      en: "the term was counted again by the holiday table"),
  ]
}
