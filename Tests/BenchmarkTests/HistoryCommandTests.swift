import Foundation
import Testing

/// The real programs, on a history so small that only its form is of interest.
struct HistoryCommandTests {
  private let program = BenchmarkProgram()

  @Test func `a tiny history tells how fast it was filled and what pages cost beside intake`()
    throws
  {
    defer { program.removeFolder() }
    let figures = try #require(
      try program.figures([
        "history", "--findings", "300", "--intake", "20", "--dir", program.folder.path,
      ]))
    #expect(figures["history_findings"] == 300)
    #expect(figures["history_tasks"] == 15)
    for key in [
      "history_fill_start_per_s", "history_fill_end_per_s", "history_intake_alone_p50_us",
      "history_intake_beside_pages_p50_us", "history_page_findings_p50_us",
      "history_page_tasks_p50_us",
    ] {
      #expect((figures[key] ?? 0) > 0, "\(key) is missing")
    }
    // A hundred findings do not fit into less.
    #expect((figures["history_page_findings_bytes"] ?? 0) > 20_000)
    #expect((figures["history_page_tasks_bytes"] ?? 0) > 2_000)
  }
}
