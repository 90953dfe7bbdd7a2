/// What a new version of a finding means to those who are told of it. An unknown one becomes a
/// message of that kind.
package struct Announcement: OpenWord {
  /// The finding's first message.
  package static let alert = Self(rawValue: "alert")
  /// It changed: confirmed, amended, closed.
  package static let update = Self(rawValue: "update")
  /// It does not stand: refuted by the laboratory or withdrawn.
  package static let withdrawal = Self(rawValue: "withdrawal")

  package static let known: [Self] = [.alert, .update, .withdrawal]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// What is told when a finding goes from one state to another.
  ///
  /// - Parameters:
  ///   - earlier: `nil` for the report itself.
  ///   - material: whether the document changed in a way that must be told (`FindingChange`).
  /// - Returns: `nil` when nobody is told: a record without a finding, a change that is not material.
  package init?(from earlier: FindingState?, to state: FindingState, material: Bool) {
    guard let earlier, earlier.isSent else {
      let begins = state.isSent && state != .withdrawn && state != .closed
      guard begins else { return nil }
      self = .alert
      return
    }
    guard earlier != state || material else { return nil }
    // Those who were told that it was refuted need not hear that its file was closed.
    if earlier == .refuted, state == .closed { return nil }
    self = state == .refuted || state == .withdrawn ? .withdrawal : .update
  }
}
