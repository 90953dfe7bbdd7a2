import Events
import FindingsService
import HazmatWatchService
import NotifierService
import PemdaLiaisonService
import RegistryService
import ServiceRuntime

/// The promises that are checked, by the words under which a violation is reported.
package enum CheckRule: String, Hashable, Sendable, CaseIterable {
  /// Each log is continuous and chained, its events can be read, and SQLite finds its file whole.
  case logs
  /// What was published is what stands in the log, and no number ever had two contents.
  case publications
  /// A command that was accepted took effect once, with the answer that was given; a refused one
  /// left nothing.
  case answers
  /// Each accepted version of a finding is told to exactly those whom the oracle names.
  case recipients
  /// Each message that follows from the logs is in its mailbox once, and no other is.
  case messages
  /// A mailbox is numbered without gaps, tells each finding in order, and was read as it stands.
  case mailboxes
  /// Each Pemda and ministry that must act has one task, with its term, and none is left of a finding
  /// that does not stand.
  case tasks
  /// Each timer fired once, when it was due.
  case timers
  /// Of a unit that left unread for a day what it must act on it was told, once until it has read it.
  case escalations
  /// Short numbers run from 1 in each year without gaps.
  case numbers
  /// Each follower stands at the end of each log, and has applied each record once.
  case positions
  /// Each service's tables are those that a rebuild from the logs makes.
  case rebuild
  /// Nothing sits in quarantine without an alarm in Pusat's mailbox.
  case quarantine
}

/// A promise that a country broke.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  package var rule: CheckRule
  /// What is wrong, with the numbers and identifiers by which it is found in the files.
  package var sentence: String

  init(_ rule: CheckRule, _ sentence: String) {
    self.rule = rule
    self.sentence = sentence
  }

  package var description: String { "\(rule.rawValue): \(sentence)" }
}

/// The shipped services.
enum Services {
  static func logic(of service: ServiceName) -> any ServiceLogic {
    switch service {
    case .registry: RegistryService(reference: ReferenceData.bundled)
    case .findings: FindingsService()
    case .watch: HazmatWatchService()
    case .liaison: PemdaLiaisonService()
    case .notifier: NotifierService()
    }
  }
}
