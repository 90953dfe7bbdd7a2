package import Domain

/// How a service stands.
package struct ShowStatus: Query {
  package typealias Answer = ServiceStatus

  package init() {}

  package static let action = Action.status
  package static let service: ServiceName? = nil
  package static let summary = Wording(
    id: "Keadaan satu layanan.", en: "How a service stands.")
  package static let fields: [RequestField] = []
  package static let sample = ShowStatus()
}

/// The way of a finding through a service, as far as the actor may read it.
package struct TraceFinding: Query {
  package typealias Answer = TraceAnswer
  package var subject: ID<Finding>
  package var after: String?

  package init(subject: ID<Finding>, after: String? = nil) {
    self.subject = subject
    self.after = after
  }

  package static let action = Action.trace
  package static let service: ServiceName? = nil
  package static let summary = Wording(
    id: "Perjalanan satu temuan melalui satu layanan.",
    en: "The way of a finding through a service.")
  package static let fields: [RequestField] = [
    .required("subject", .uuid, id: "Id temuan.", en: "The finding's id."), .afterText,
  ]
  package static let refusals = ["unknown-finding"]
  package static let sample = TraceFinding(subject: Samples.finding, after: "record:12")
}

/// What could not be applied, and what waits behind it.
package struct ListQuarantine: Query {
  package typealias Answer = QuarantineAnswer
  package var after: Int64?

  package init(after: Int64? = nil) { self.after = after }

  package static let action = Action.listQuarantine
  package static let service: ServiceName? = nil
  package static let summary = Wording(
    id: "Daftar catatan yang dikarantina.", en: "List the records in quarantine.")
  package static let fields = [RequestField.afterNumber]
  package static let sample = ListQuarantine(after: 12)
}

/// Applies quarantined records again.
package struct RetryQuarantine: Command {
  package typealias Answer = QuarantineRetried

  package init() {}

  package static let action = Action.retryQuarantine
  package static let service: ServiceName? = nil
  package static let summary = Wording(
    id: "Coba lagi catatan yang dikarantina.", en: "Apply quarantined records again.")
  package static let fields: [RequestField] = []
  package static let sample = RetryQuarantine()
}

/// What restored logs lack and this service has had.
package struct ListMissing: Query {
  package typealias Answer = MissingAnswer
  package var after: Int64?

  package init(after: Int64? = nil) { self.after = after }

  package static let action = Action.listMissing
  package static let service: ServiceName? = nil
  package static let summary = Wording(
    id: "Daftar catatan yang hilang dari log yang dipulihkan.",
    en: "List what restored logs lack.")
  package static let fields = [RequestField.afterNumber]
  package static let sample = ListMissing(after: 12)
}

/// Follows a restored log from where it agrees with what was applied.
package struct AdoptLog: Command {
  package typealias Answer = AdoptAnswer
  package var source: String

  package init(source: String) { self.source = source }

  package static let action = Action.adoptLog
  package static let service: ServiceName? = nil
  package static let summary = Wording(
    id: "Ikuti log yang dipulihkan.", en: "Follow a restored log.")
  package static let fields: [RequestField] = [
    .required("source", .text(max: 64), id: "Layanan pemilik log.", en: "Whose log.")
  ]
  package static let refusals = [
    "adopt-not-followed", "adopt-no-answer", "adopt-other-log", "adopt-older-epoch",
    "adopt-same-epoch", "adopt-unknown-prefix",
  ]
  package static let sample = AdoptLog(source: "findings")
}
