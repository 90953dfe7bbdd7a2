package import Domain

/// What lies in a unit's mailbox after a position.
package struct ReadInbox: Query {
  package typealias Answer = InboxAnswer
  package var unit: UnitID
  package var after: Int64?
  /// 200 when it is absent.
  package var limit: Int?

  package init(unit: UnitID, after: Int64? = nil, limit: Int? = nil) {
    self.unit = unit
    self.after = after
    self.limit = limit
  }

  package static let action = Action.readInbox
  package static let service: ServiceName? = .notifier
  package static let summary = Wording(id: "Kotak masuk satu unit.", en: "A unit's mailbox.")
  package static let fields: [RequestField] = [
    .required("unit", .unit, id: "Unit pemilik.", en: "Whose mailbox."),
    .optional(
      "after", .count(0...Int64.max), id: "Hanya pesan setelah posisi ini.",
      en: "Only messages after this position."),
    .limit(1000),
  ]
  package static let refusals = ["not-your-mailbox", "unknown-unit"]
  package static let sample = ReadInbox(unit: UnitID("pemda-17.02"), after: 12, limit: 200)
}

/// Declares that the unit has read a message.
package struct AcknowledgeMessage: Command {
  package typealias Answer = AcknowledgeAnswer
  package var message: String

  package init(message: String) { self.message = message }

  package static let action = Action.acknowledge
  package static let service: ServiceName? = .notifier
  package static let summary = Wording(
    id: "Nyatakan satu pesan sudah dibaca unit.", en: "Acknowledge a message for a unit.")
  package static let fields: [RequestField] = [
    .required("message", .reference, id: "Nomor atau id pesan.", en: "The message's number or id.")
  ]
  package static let refusals = ["unknown-message"]
  package static let sample = AcknowledgeMessage(message: "M-2026-000001")
}
