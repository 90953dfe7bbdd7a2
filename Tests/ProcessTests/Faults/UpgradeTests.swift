import Domain
import Events
import Foundation
import Testing

extension FaultTests {
  /// An older program put over a newer one's files.
  @Suite struct UpgradeTests {
    @Test(arguments: ["id", "en"])
    func `a file of a newer program is refused with a sentence, and the others go on`(
      language: String
    ) async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "newer file"))
      let findings = SampleFinding.series(4 * (1 + ServiceName.allCases.count), using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", language])
        var reported = try await system.reportAll(Array(findings[..<4]))
        for (index, victim) in ServiceName.allCases.enumerated() {
          try await system.settled()
          let files = StoredFiles(of: victim, in: system)
          try await system.withoutRestart(of: victim, by: supervisor) {
            try files.markNewer(true)
          }
          let sentence =
            language == "id" ? "ditulis program yang lebih baru" : "written by a newer program"
          try await system.says(supervisor, victim.rawValue, sentence)
          try await system.expectOnlyDown(victim)
          let part = Array(findings[(4 + index * 4)..<(8 + index * 4)])
          if victim != .findings { reported += try await system.reportAll(part) }
          // What the newer program is for: it opens the file, and nothing was changed in it.
          try files.markNewer(false)
          try await eventually("\(victim.rawValue) is back") { await system.answers(victim) }
          if victim == .findings { reported += try await system.reportAll(part) }
        }
        try await system.expectNothingLost(reported)
      }
    }
  }
}
