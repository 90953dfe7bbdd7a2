import Foundation
import Testing

/// The real program, on a run so small that only its form is of interest.
struct BusCommandTests {
  private let program = BenchmarkProgram()

  @Test func `a tiny run prints the keys that other systems are compared by and loses nothing`()
    throws
  {
    defer { program.removeFolder() }
    let figures = try #require(
      try program.figures([
        "bus", "--n", "50", "--k", "2", "--backlog", "300", "--windows", "1,8", "--paced", "20",
        "--dir", program.folder.path,
      ]))
    for phase in ["w1", "w8", "paced"] {
      for key in [
        "confirmed_per_s", "confirm_p50_us", "confirm_p99_us", "e2e_p50_us", "e2e_p99_us",
        "acked_p50_us", "server_cpu_s_per_10k", "client_cpu_s_per_10k", "total_cpu_s_per_10k",
      ] {
        #expect((figures["\(phase)_\(key)"] ?? -1) >= 0, "\(phase)_\(key) is missing")
      }
    }
    for key in ["catchup_per_s", "mem_idle_MiB", "mem_live_MiB", "mem_backlog_MiB", "disk_MiB"] {
      #expect((figures[key] ?? 0) > 0, "\(key) is missing")
    }
    #expect(figures["catchup_n"] == 300)
    for phase in ["w1", "w8", "paced", "catchup"] {
      #expect(figures["\(phase)_lost"] == 0)
      #expect(figures["\(phase)_dup"] == 0)
    }
  }

  @Test func `a size that has no room for the stamp is refused`() throws {
    let result = try program.run(["bus", "--size", "10", "--dir", program.folder.path])
    #expect(result.status != 0)
    #expect(result.output.isEmpty)
  }
}
