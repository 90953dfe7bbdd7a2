import Domain
import Events
import ServiceRuntime

/// What people ask of findings.
struct FindingQueries {
  let store: FindingStore

  func show(_ request: Request) throws -> FindingView {
    let reference = try request.require("finding")
    let snapshot = try store.find(reference)
    guard snapshot.isOpen(to: request.head.unit) else { throw FindingStore.unknown(reference) }
    return view(of: snapshot, history: try store.history(of: snapshot.finding))
  }

  func list(_ request: Request) throws -> FindingListAnswer {
    let parameters = request.head.parameters
    var keys: [FindingStore.Key] = []
    if let unit = parameters["unit"] { keys.append(.init(kind: "unit", value: unit)) }
    if let text = parameters["state"] {
      guard FindingState(rawValue: text) != nil else {
        throw Refusal.invalid(
          "state", "not-one-of",
          [
            "value": text,
            "allowed": FindingState.allCases.map(\.rawValue).joined(separator: ", "),
          ])
      }
      keys.append(.init(kind: "state", value: text))
    }
    if let text = parameters["region"] {
      guard RegionCode(text) != nil else {
        throw Refusal.invalid("region", "region-malformed", ["code": String(text.prefix(40))])
      }
      keys.append(.init(kind: "region", value: text))
    }
    if let flag = parameters["flag"] {
      guard FindingFlag(rawValue: flag) != nil else {
        throw Refusal.invalid(
          "flag", "not-one-of",
          [
            "value": String(flag.prefix(64)),
            "allowed": FindingFlag.allCases.map(\.rawValue).joined(separator: ", "),
          ])
      }
      keys.append(.init(kind: "flag", value: flag))
    }
    let limit = try request.count("limit", default: 100, in: 1...500)
    var findings: [FindingSnapshot] = []
    var before = parameters["after"]
    var isMore = true
    // Pages of what may be read: one that ends with a hidden finding would tell of it.
    while findings.count < limit, isMore {
      let page = try store.list(keys: keys, before: before, limit: limit)
      findings += page.filter { $0.isOpen(to: request.head.unit) }
      before = page.last?.number
      isMore = page.count == limit
    }
    isMore = isMore || findings.count > limit
    findings = Array(findings.prefix(limit))
    return FindingListAnswer(
      findings: findings.map { view(of: $0, history: []) },
      next: isMore ? findings.last?.number : nil)
  }

  private func view(of snapshot: FindingSnapshot, history: [FindingView.Version]) -> FindingView {
    FindingView(
      id: snapshot.finding, number: snapshot.number, version: snapshot.version,
      state: snapshot.state, reporter: snapshot.reporter,
      foundAt: TimeText(snapshot.document.foundAt), receivedAt: TimeText(snapshot.receivedAt),
      held: snapshot.held, flags: snapshot.flags, document: snapshot.document, history: history)
  }
}
