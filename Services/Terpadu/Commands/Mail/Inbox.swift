import ArgumentParser
import Domain
import Events
import Localization

/// `terpadu inbox`
struct Inbox: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "inbox", id: "Kotak masuk satu unit.", en: "A unit's mailbox.",
      examples: [
        "terpadu inbox pemda-17.02",
        "terpadu inbox pusat-deputi-3 --after 120 --follow --json",
      ])
  }

  @Argument(help: .text(id: "Unit pemilik.", en: "Whose mailbox.", valueName: "unit"))
  var unit: String

  @Option(
    name: .customLong("after"),
    help: .text(
      id: "Hanya pesan setelah posisi ini.", en: "Only messages after this position.",
      valueName: "n"))
  var after: UInt64 = 0

  @Flag(
    name: .customLong("follow"),
    help: .text(
      id: "Tunggu pesan baru sampai dihentikan.", en: "Wait for new messages until stopped."))
  var follow = false

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ExitStatus {
    let pages = MailboxPages(
      client: try session.connect(), unit: UnitID(unit),
      reader: reader.unit.map { UnitID($0) })
    var position = after
    var shown = 0
    while true {
      let answer = try await pages.page(after: position)
      if !answer.entries.isEmpty {
        try session.show(InboxPrintout(entries: answer.entries))
        shown += answer.entries.count
      }
      if let last = answer.entries.last { position = last.position }
      guard position >= answer.head || answer.entries.isEmpty else { continue }
      guard follow else { break }
      try await session.environment.pause(.seconds(1))
    }
    if shown == 0, !session.isJSON { session.say(.inboxEmpty, ["unit": unit]) }
    return .done
  }
}
