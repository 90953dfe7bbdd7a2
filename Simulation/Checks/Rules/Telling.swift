import Domain
import Events

/// What each version of a finding makes its circle hear, by the states alone.
///
/// A finding is told from its first standing version on; what was never told needs no correction; one
/// that was refuted or withdrawn is told of no more but by its withdrawal.
struct Telling {
  private var isTold = false
  private var stands = false
  private var before: FindingSnapshot?

  /// - Returns: `nil` when nobody hears of the step.
  mutating func announcement(of step: RecordedStep) -> Announcement? {
    let now = step.snapshot
    let earlier = before
    before = now
    switch now.state {
    case .recorded:
      return nil
    case .closed:
      return isTold && stands ? .update : nil
    case .refuted, .withdrawn:
      guard isTold, now.state != earlier?.state else { return nil }
      stands = false
      return .withdrawal
    default:
      stands = true
      guard isTold, let earlier else {
        isTold = true
        return .alert
      }
      let isNews =
        step.kind == .opened || now.state != earlier.state
        || Telling.isMaterial(earlier.document, now.document)
      return isNews ? .update : nil
    }
  }

  /// Whether a new document says anything that the circle must hear.
  private static func isMaterial(_ old: FindingDocument, _ new: FindingDocument) -> Bool {
    func substance(_ mention: SubstanceMention) -> String {
      mention.id.map { "id \($0)" } ?? mention.given
    }
    return old.activity != new.activity || old.foundAt != new.foundAt || old.places != new.places
      || old.product != new.product || substance(old.substance) != substance(new.substance)
      || old.test?.kind != new.test?.kind || old.test?.result != new.test?.result
      || old.secured != new.secured
  }
}
