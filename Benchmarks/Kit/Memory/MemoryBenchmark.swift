import Domain
import Events
import Foundation
import RegistryService

/// What is decided and written in memory for each finding: its routing, and the JSON of its alert.
struct MemoryBenchmark: Sendable {
  /// How often each is done.
  var count = 2_000

  func run() throws -> Figures {
    let registry = try ReferenceData.bundled().state
    let document = try FindingDocument(
      json: ExampleFinding.document, now: .wallClock, vocabulary: registry)
    let input = RoutingInput(
      document: document, reporter: ExampleFinding.reporter, eventTime: document.foundAt)
    let alert = MemoryBenchmark.alert(document, Routing.decide(input, in: registry))
    let bytes = try EventCoding.encode(alert)
    // What is coded by hand cannot be given to Foundation's coders; its trees of any JSON can be.
    let data = Data(bytes)
    let tree = try JSONSerialization.jsonObject(with: data)
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]

    var figures = Figures()
    figures.set(
      "routing_p50_us", try median { Routing.decide(input, in: registry).recipients.count },
      decimals: 1)
    figures.set("alert_bytes", bytes.count)
    figures.set(
      "alert_encode_p50_us", try median { try EventCoding.encode(alert).count }, decimals: 1)
    figures.set(
      "alert_encode_foundation_p50_us",
      try median { try JSONSerialization.data(withJSONObject: tree, options: options).count },
      decimals: 1)
    figures.set(
      "alert_decode_p50_us",
      try median { try EventCoding.decode(AlertContent.self, from: bytes).recipients.count },
      decimals: 1)
    figures.set(
      "alert_decode_foundation_p50_us",
      try median {
        (try JSONSerialization.jsonObject(with: data) as? [String: Any])?.count ?? 0
      },
      decimals: 1)
    return figures
  }

  /// The median time of `work`, whose result is only there so that it is not optimised away.
  private func median(_ work: () throws -> Int) throws -> Double {
    var samples = Samples()
    for _ in 0..<count {
      let start = MonotonicClock.nanoseconds
      guard try work() > 0 else { throw BenchmarkError("nothing was done") }
      samples.add(from: start, to: MonotonicClock.nanoseconds)
    }
    return samples.median
  }

  private static func alert(_ document: FindingDocument, _ decision: RoutingDecision)
    -> AlertContent
  {
    let snapshot = FindingSnapshot(
      finding: ID(at: .wallClock, entropy: [UInt8](repeating: 7, count: 10)),
      number: "F-2026-000001", version: 1, state: FindingState(firstTest: document.test),
      reporter: ExampleFinding.reporter, receivedAt: document.foundAt, document: document,
      held: false, flags: [])
    var content = AlertContent(
      alert: ID(bytes: snapshot.finding.bytes), caseID: snapshot.finding.retyped(),
      caseNumber: "K-2026-000001", snapshot: snapshot, receivedAt: document.foundAt,
      occurredAt: document.foundAt, riskClass: decision.riskClass)
    content.recipients = decision.recipients.map { AlertRecipient($0, kind: .alert) }
    content.notTold = decision.notTold
    return content
  }
}
