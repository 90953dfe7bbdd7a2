package import Domain

/// Takes a follow-up task on.
package struct AcceptTask: Command {
  package typealias Answer = TaskView
  package var task: String

  package init(task: String) { self.task = task }

  package static let action = Action.acceptTask
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(
    id: "Terima tugas tindak lanjut.", en: "Accept a follow-up task.")
  package static let fields = [RequestField.task]
  package static let refusals = ["unknown-task", "not-your-task", "illegal-task-step"]
  package static let sample = AcceptTask(task: Samples.task)
}

/// Hands a task to the unit that is competent.
package struct RedirectTask: Command {
  package typealias Answer = TaskView
  package var task: String
  package var to: UnitID
  package var reason: String

  package init(task: String, to target: UnitID, reason: String) {
    self.task = task
    to = target
    self.reason = reason
  }

  package static let action = Action.redirectTask
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(
    id: "Alihkan tugas ke unit yang berwenang.",
    en: "Redirect a task to the unit that is competent.")
  package static let fields: [RequestField] = [
    .task,
    .required("to", .unit, id: "Unit tujuan.", en: "The unit that shall act."),
    .required(
      "reason", .text(max: 1000), id: "Alasan pengalihan.", en: "Why it is redirected."),
  ]
  package static let refusals = [
    "unknown-task", "not-your-task", "illegal-task-step", "unknown-unit", "takes-no-task",
    "already-has-task", "outside-group",
  ]
  package static let sample = RedirectTask(
    task: Samples.task, to: UnitID("pemda-17"), reason: "izin provinsi")
}

/// Tells of the follow-up that was done; the document is kept byte for byte.
package struct ReportTask: Command {
  package typealias Answer = TaskView
  package var task: String

  package init(task: String) { self.task = task }

  package static let action = Action.reportTask
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(
    id: "Laporkan tindak lanjut yang dilakukan.", en: "Report the follow-up that was done.")
  package static let fields = [RequestField.task]
  package static let document: Wording? = Wording(
    id: "Laporan, teks UTF-8.", en: "The report, UTF-8 text.")
  package static let refusals = [
    "unknown-task", "not-your-task", "illegal-task-step", "empty-document", "not-utf-8",
  ]
  package static let sample = ReportTask(task: Samples.task)
}

/// Declares a task done.
package struct CompleteTask: Command {
  package typealias Answer = TaskView
  package var task: String
  package var note: String?

  package init(task: String, note: String? = nil) {
    self.task = task
    self.note = note
  }

  package static let action = Action.completeTask
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(id: "Nyatakan tugas selesai.", en: "Complete a task.")
  package static let fields: [RequestField] = [
    .task, .optional("note", .text(max: 1000), id: "Catatan.", en: "A note."),
  ]
  package static let refusals = ["unknown-task", "not-your-task", "illegal-task-step"]
  package static let sample = CompleteTask(task: Samples.task, note: "produk ditarik")
}

/// Writes down what belongs to a task, whatever its state; the task stays as it is.
package struct AddTaskNote: Command {
  package typealias Answer = TaskView
  package var task: String
  package var text: String

  package init(task: String, text: String) {
    self.task = task
    self.text = text
  }

  package static let action = Action.noteTask
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(
    id: "Catat sesuatu pada tugas.", en: "Write a note on a task.")
  package static let fields: [RequestField] = [
    .task, .required("text", .text(max: 1000), id: "Isi catatan.", en: "What is noted."),
  ]
  package static let refusals = ["unknown-task", "not-your-task"]
  package static let sample = AddTaskNote(
    task: Samples.task, text: "Dinkes menelepon: produk disegel")
}

extension RequestField {
  static let task = required(
    "task", .reference, id: "Nomor atau id tugas.", en: "The task's number or id.")
}
