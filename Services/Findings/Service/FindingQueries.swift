import Domain
import Events
import ServiceRuntime

/// What people ask of findings.
struct FindingQueries: ServiceQueries {
  let registry: RegistryView

  /// Findings that one request looks at, also those that it may not show, give or take a block.
  static let visitsMax = 1_000

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    let rights = request.rights(in: try registry.state(in: query), at: query.time)
    let reading = FindingReading(
      store: FindingStore(database: query.database), rights: rights)
    return try FindingQueries.routes.answer(request, by: reading)
  }

  private static let routes = RequestRoutes<FindingReading>()
    .on(ShowFinding.self) { try $0.show($1) }
    .on(ListFindings.self) { try $0.list($1) }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject? {
    try FindingStore(database: query.database).known(finding.description)?.rightsSubject
  }
}

/// What one reader may see of the findings.
struct FindingReading {
  let store: FindingStore
  let rights: Rights

  func show(_ query: ShowFinding) throws -> FindingView {
    let snapshot = try find(query.finding)
    var view = view(of: snapshot)
    let after = Int(query.after ?? 0)
    var page = BoundedPage<FindingView.Version>(besides: try EventCoding.encode(view).count)
    var last = after
    try store.eachVersion(of: snapshot.finding, after: after) { ordinal, version in
      guard try page.add(version) else { return false }
      last = ordinal
      return true
    }
    view.history = page.rows
    view.next = page.isFull ? last : nil
    return view
  }

  /// - Throws: the same for a finding that is hidden from the reader as for one that is not there.
  private func find(_ reference: String) throws -> FindingSnapshot {
    let snapshot = try store.find(reference)
    guard rights.may(.showFinding, snapshot.rightsSubject) else {
      throw FindingStore.unknown(reference)
    }
    return snapshot
  }

  func list(_ query: ListFindings) throws -> FindingListAnswer {
    let keys = keys(of: query)
    var page = BoundedPage<FindingView>(limit: query.limit ?? 100)
    var (visits, lastVisited) = (0, FindingCursor.start)
    var stop: FindingCursor?
    let start = try query.after.map { try cursor($0) }
    try store.eachFinding(keys: keys, before: start ?? .start) { row in
      let place = FindingCursor(before: row.record)
      if visits >= FindingQueries.visitsMax, place.block != lastVisited.block {
        stop = lastVisited
        return false
      }
      (visits, lastVisited) = (visits + 1, place)
      guard row.hasAllKeys else { return true }
      let snapshot = try store.latest(of: row)
      return try !rights.may(.showFinding, snapshot.rightsSubject) || page.add(view(of: snapshot))
    }
    // A page that is full ends with a finding that was shown; one that has looked at enough ends with
    // a block, whatever the findings in it are.
    let next = page.isFull ? page.rows.last?.number : stop?.blockText
    return FindingListAnswer(findings: page.rows, next: next)
  }

  private func cursor(_ text: String) throws -> FindingCursor {
    if let cursor = FindingCursor(blockText: text) { return cursor }
    return FindingCursor(
      before: try store.record(of: try find(text).finding))
  }

  private func keys(of query: ListFindings) -> [FindingStore.Key] {
    [
      ("unit", query.unit?.rawValue), ("state", query.state?.rawValue),
      ("region", query.region?.rawValue), ("flag", query.flag?.rawValue),
    ].compactMap { kind, value in value.map { .init(kind: kind, value: $0) } }
  }

  private func view(of snapshot: FindingSnapshot) -> FindingView {
    FindingView(
      id: snapshot.finding, number: snapshot.number, version: snapshot.version,
      state: snapshot.state, reporter: snapshot.reporter,
      foundAt: TimeText(snapshot.document.foundAt), receivedAt: TimeText(snapshot.receivedAt),
      held: snapshot.held, flags: snapshot.flags, document: snapshot.document)
  }
}

/// A place in the list of findings, which goes down the records that reported them.
struct FindingCursor: Hashable {
  /// Records that share a block.
  private static let blockSize: Int64 = 256

  static let start = FindingCursor(before: .max)

  /// The list goes on with lower records than this one.
  let before: Int64

  init(before record: Int64) { before = record }

  var block: Int64 { before / FindingCursor.blockSize }

  /// The end of the block, for a page that ends without having shown its last finding: it says
  /// nothing of a single record, so it does not tell of hidden findings.
  var blockText: String { "~" + String(block, radix: 36) }

  init?(blockText text: String) {
    guard text.first == "~", let block = Int64(text.dropFirst(), radix: 36),
      case let (record, false) = block.multipliedReportingOverflow(by: FindingCursor.blockSize),
      record >= 0
    else { return nil }
    before = record
  }
}
