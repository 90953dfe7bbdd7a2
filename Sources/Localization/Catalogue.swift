/// Every text that a person reads, by family and word.
///
/// Words come from services that may be newer than this program, so a family is looked up by string
/// and a missing word is the caller's to name; the labels of this program's own output are a closed
/// enumeration (`Label`).
package enum Catalogue {
  /// A family of words: the first part of a text's key, such as `refusal` in
  /// `refusal.unknown-region`.
  package enum Family: String, Sendable, CaseIterable {
    /// Why a request was refused (`Refusal.rule`).
    case refusal
    /// Why a unit is told (`RoutingRule`).
    case rule
    /// Why a unit considered was not told.
    case notTold = "not-told"
    /// What makes a finding, a case or an answer special.
    case flag
    /// The line of a message that a person reads first.
    case subject
    /// Why a task changed although no person changed it.
    case taskNote = "task-note"
    /// `action`, `coordination`, `attention`.
    case role
    /// Kinds of message.
    case messageKind = "message-kind"
    /// States of a finding.
    case findingState = "finding-state"
    /// What made a version of a finding.
    case findingStep = "finding-step"
    /// In which activity (kegiatan) something was found, and what set it off.
    case activity
    case trigger
    /// How a sample was tested, and what the test showed.
    case testKind = "test-kind"
    case testResult = "test-result"
    /// What happened at a place of a finding.
    case placeRole = "place-role"
    /// Kinds of facility (sarana).
    case facility
    /// States of a follow-up task.
    case taskState = "task-state"
    /// States of a followed log.
    case linkState = "link-state"
    /// Why a followed log is followed no more.
    case linkReason = "link-reason"
    /// What `verify` finds.
    case fault
    /// Why a service does not open its file.
    case startFault = "start-fault"
    /// What `doctor` finds, its states, and what to do.
    case doctor
    case doctorState = "doctor-state"
    case remedy
    /// What can be done with a finding or a task.
    case step
    /// How certain a fact of the reference data is.
    case certainty
    /// Kinds of outcome that are not "done".
    case outcome
  }

  /// - Returns: `nil` for a word that this program does not know.
  package static func text(_ family: Family, _ word: String) -> Text? { texts(family)[word] }

  /// All the words of a family.
  package static func texts(_ family: Family) -> [String: Text] {
    switch family {
    case .refusal: refusals
    case .rule: rules
    case .notTold: notToldReasons
    case .flag: flags
    case .subject: subjects
    case .taskNote: taskNotes
    case .role: roles
    case .messageKind: messageKinds
    case .findingState: findingStates
    case .findingStep: findingSteps
    case .activity: activities
    case .trigger: triggers
    case .testKind: testKinds
    case .testResult: testResults
    case .placeRole: placeRoles
    case .facility: facilities
    case .taskState: taskStates
    case .linkState: linkStates
    case .linkReason: linkReasons
    case .fault: faults
    case .startFault: startFaults
    case .doctor: diagnoses
    case .doctorState: doctorStates
    case .remedy: remedies
    case .step: steps
    case .certainty: certainties
    case .outcome: outcomes
    }
  }

  /// One family out of the tables of several files.
  static func joined(_ parts: [[String: Text]]) -> [String: Text] {
    parts.reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
  }
}
