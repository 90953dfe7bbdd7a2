/// A lawful amendment of a finding: the next version's state and what it changes.
package struct FindingAmendment: Hashable, Sendable {
  package let state: FindingState
  /// Empty when the new document says nothing new.
  package let changes: [FindingChange]

  package var isMaterial: Bool { changes.contains(where: \.isMaterial) }

  /// Checks a whole new document against the version before it.
  ///
  /// A test that the new document corrects counts as a test: making a sent finding's laboratory
  /// result negative refutes it; adding a positive rapid test makes it presumptive.
  ///
  /// - Parameters:
  ///   - finding: the finding's id; the document need not repeat it.
  ///   - state: where the finding stands.
  /// - Throws: `illegal-transition`, `other-finding` when the document carries another finding's id,
  ///   or `confidentiality-fixed`: only opening a finding changes that, and for good.
  package init(
    of old: FindingDocument, finding: ID<FindingDocument>, state: FindingState,
    by new: FindingDocument
  ) throws(Refusal) {
    var next = try state.after(.amend)
    if let id = new.id, id != finding {
      throw .invalid("id", "other-finding", ["value": id.description])
    }
    guard old.confidential == new.confidential else {
      throw .invalid("confidential", "confidentiality-fixed")
    }
    if let test = new.test, test.kind != old.test?.kind || test.result != old.test?.result {
      next = try state.after(.test(test.kind, test.result))
    }
    self.state = next
    changes = FindingChange.between(old, new)
  }
}
