import Domain
import Events
import Foundation
import GRDB

/// What has been told, and to whom.
extension MailboxStore {
  /// Whether a unit has a message of this cause.
  func isTold(_ unit: UnitID, of event: ID<AnyEvent>) throws -> Bool {
    try posts(because: event).contains { post in
      post.content.entries.contains { $0.unit == unit }
    }
  }

  /// The first alert of a finding in a mailbox: what an update or withdrawal refers to.
  func firstAlert(of finding: ID<Finding>, to unit: UnitID) throws -> ID<Message>? {
    for post in try posts(of: finding) {
      if let index = post.index(of: unit, [.alert]) { return post.content.entries[index].message }
    }
    return nil
  }

  /// Everyone who has an alert or a task of a finding, with the first such message; sorted by unit.
  func firstMessages(of finding: ID<Finding>) throws -> [(unit: UnitID, message: ID<Message>)] {
    var first: [UnitID: ID<Message>] = [:]
    for post in try posts(of: finding) {
      for entry in post.content.entries where entry.kind == .alert || entry.kind == .task {
        first[entry.unit] = first[entry.unit] ?? entry.message
      }
    }
    return first.sorted { $0.key < $1.key }.map { (unit: $0.key, message: $0.value) }
  }

  /// Whether anyone has been told that the finding does not stand.
  func isWithdrawn(_ finding: ID<Finding>) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM post WHERE finding = ? AND is_withdrawal = 1)"),
      arguments: [Data(finding.bytes.array)]) ?? false
  }

  /// Whether the last that a unit was told of a finding is that it does not stand.
  func isTakenBack(_ finding: ID<Finding>, from unit: UnitID) throws -> Bool {
    for post in try posts(of: finding).reversed() {
      if let index = post.index(of: unit, [.alert, .update, .withdrawal]) {
        return post.content.entries[index].kind == .withdrawal
      }
    }
    return false
  }
}
