import ArgumentParser
import Domain
import Events
import Localization

/// `terpadu inbox`
struct Inbox: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "inbox", of: ReadInbox.self,
      examples: [
        "terpadu inbox pemda-17.02",
        "terpadu inbox pusat-deputi-3 --after 120 --follow --json",
      ])
  }

  @Argument(help: .of(ReadInbox.self, "unit", valueName: "unit"))
  var unit: UnitID

  @Option(
    name: .customLong("after"),
    help: .of(ReadInbox.self, "after", valueName: "n"))
  var after: UInt64 = 0

  @Flag(
    name: .customLong("follow"),
    help: .text(
      id: "Tunggu pesan baru sampai dihentikan.", en: "Wait for new messages until stopped."))
  var follow = false

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let pages = MailboxPages(client: client, unit: unit, reader: reader.unit)
    var seen = SeenMessages()
    var isEmpty = true
    // Who follows from a message knows it, and with it all before it.
    let start = follow && after > 0 ? after - 1 : after
    let end = try await pages.read(after: start) { entries in
      for entry in entries { seen.note(entry) }
      let new = entries.filter { $0.position > after }
      guard !new.isEmpty else { return }
      isEmpty = false
      try session.show(InboxPrintout(entries: new))
    }
    guard follow else {
      if isEmpty, !session.isJSON { session.say(.inboxEmpty, ["unit": unit.rawValue]) }
      return .done
    }
    let deliveries = try await client.door.mailbox(
      of: unit, epoch: end.epoch, after: end.position)
    for try await delivery in deliveries {
      let entry = try EventCoding.decode(InboxEntry.self, from: delivery.entry)
      // After a restore of the notifier everything comes again.
      if !seen.contains(entry) {
        seen.note(entry)
        try session.show(InboxPrintout(entries: [entry]))
      }
      delivery.stored()
    }
    return .done
  }
}
