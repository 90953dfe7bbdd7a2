import Domain
import Events
import Foundation
import Synchronization

/// Pages of findings and of tasks, asked while findings come in, and what the asking costs the
/// findings: each is timed to its confirmation, first with nobody asking and then with.
struct PagesBesideIntake: Sendable {
  struct Plan: Sendable {
    /// Findings reported in each of the two phases, and how many a second.
    var findings = 600
    var rate = 100.0
    /// The pause between two pages.
    var secondsBetweenPages = 0.05
  }

  var plan = Plan()
  let client: SystemClient

  private struct Page: Sendable {
    let name: String
    let content: any Query
  }

  private static let pages = [
    Page(name: "findings", content: ListFindings(region: RegionCode("17.02"), limit: 100)),
    Page(name: "tasks", content: ListTasks(limit: 100)),
  ]

  func run() async throws -> Figures {
    var figures = Figures()
    let alone = try await intake()
    let isOver = Over()
    async let asked = ask(until: isOver)
    defer { isOver.set() }
    let beside = try await intake()
    isOver.set()
    let asks = try await asked
    figures.set("intake_alone_p50_us", alone.median)
    figures.set("intake_beside_pages_p50_us", beside.median)
    figures.set("intake_beside_pages_p99_us", beside.percentile(0.99))
    for (page, asked) in zip(PagesBesideIntake.pages, asks) {
      figures.set("page_\(page.name)_bytes", asked.bytes)
      figures.set("page_\(page.name)_p50_us", asked.samples.median)
      figures.set("page_\(page.name)_p99_us", asked.samples.percentile(0.99))
    }
    return figures
  }

  private struct Asked {
    var samples = Samples()
    /// Of the last answer.
    var bytes = 0
  }

  private final class Over: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
  }

  private func intake() async throws -> Samples {
    let plan = plan
    return try await onBlockingThread {
      let confirmations = Confirmations()
      let samples = Mutex(Samples())
      let start = MonotonicClock.nanoseconds
      for number in 0..<plan.findings {
        MonotonicClock.sleep(
          until: start + UInt64(Double(number) / plan.rate * 1_000_000_000))
        let sent = MonotonicClock.nanoseconds
        try client.report(ExampleFinding.document, as: ExampleFinding.reporter) { result in
          samples.withLock { $0.add(from: sent, to: MonotonicClock.nanoseconds) }
          confirmations.add(result)
        }
      }
      var confirmed = 0
      while confirmed < plan.findings { confirmed += try confirmations.take() }
      return samples.withLock { $0 }
    }
  }

  /// Asks one page after the other, in turn.
  private func ask(until over: Over) async throws -> [Asked] {
    var asked = PagesBesideIntake.pages.map { _ in Asked() }
    while !over.isSet {
      for (index, page) in PagesBesideIntake.pages.enumerated() {
        let start = MonotonicClock.nanoseconds
        let answer = try await client.answer(to: page.content)
        asked[index].samples.add(from: start, to: MonotonicClock.nanoseconds)
        asked[index].bytes = answer.count
        try await Task.sleep(for: .seconds(plan.secondsBetweenPages))
      }
    }
    return asked
  }
}
