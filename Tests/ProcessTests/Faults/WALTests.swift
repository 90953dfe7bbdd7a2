import Events
import Foundation
import ServiceRuntime
import Testing

extension FaultTests {
  /// A write-ahead log that lost what the disk had confirmed: a disk that lied. SQLite takes what
  /// comes before the damage for the whole log and says nothing; the followers know better.
  @Suite struct WALTests {
    enum Damage: String, CaseIterable {
      /// Cut off behind what had been brought into the file: records are gone, the rest is whole.
      case truncated
      /// An byte changed anywhere: what was brought in and what was lost may not go together.
      case changed
    }

    @Test(arguments: Damage.allCases)
    func `what a damaged write-ahead log lost is noticed by whoever had followed it`(
      damage: Damage
    ) async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "WAL \(damage)"))
      let findings = SampleFinding.series(24, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        var reported = try await system.reportAll(Array(findings[..<8]))
        try await system.settled()
        let readers = try ServiceName.allCases.map {
          try OpenReader(StoredFiles(of: $0, in: system))
        }
        reported += try await system.reportAll(Array(findings[8...]))
        for unit in ["pemda-61.72", "kemenkes"] {
          let enrolled = try await system.terpadu([
            "enrol", unit, "--out", "\(system.folder)/\(unit).key",
          ])
          #expect(enrolled.status == 0, "\(enrolled.errors)")
        }
        try await system.settled()
        first.send(SIGKILL)
        try await eventually("the end") { first.ending != nil && system.running.isEmpty }
        for reader in readers { try reader.close() }
        let saved = "\(system.folder)/saved"
        try Machine.run("cp", "-a", system.data.path, saved)
        for victim in ServiceName.allCases {
          let files = StoredFiles(of: victim, in: system)
          let count = try files.frames()
          let whole = damage == .truncated ? try files.framesBroughtIn() : 0
          try #require(count - whole > 1, "\(victim.rawValue) has brought its log in")
          let frame = whole + Int.random(in: 0...((count - whole) / 4), using: &generator)
          print("\(victim.rawValue): \(damage) in frame \(frame) of \(count), \(whole) are in")
          switch damage {
          case .truncated: try files.cut(inFrame: frame)
          case .changed: try files.damage(frame: frame)
          }
          try await expectNoticed(victim, damage, reported, system)
          try FileManager.default.removeItem(atPath: system.data.path)
          try Machine.run("cp", "-a", saved, system.data.path)
        }
        // The good files put back.
        _ = try await system.up()
        try await system.expectNothingLost(reported)
      }
    }

    private func expectNoticed(
      _ victim: ServiceName, _ damage: Damage, _ reported: [Reported], _ system: TestSystem
    ) async throws {
      // Checked before anything writes again: the log is shorter than its followers' positions.
      let verify = try await system.terpadu(["verify", "--lang", "en"])
      if victim != .notifier {
        #expect(verify.status == 1)
        let named = damage == .truncated ? ": cursor-ahead" : ""
        #expect(verify.errors.contains(victim.rawValue + named), "\(verify.errors)")
      }
      let supervisor = try system.start("terpadu", ["up", "--lang", "en"])
      defer { supervisor.send(SIGKILL) }
      let starts = try await eventually("\(victim.rawValue) answers or is refused") {
        if supervisor.errors.contains("quick_check") { return false }
        return await system.answers(victim) ? true : nil
      }
      // A mixture is refused; only behind what was brought in is there none.
      #expect(starts || damage == .changed, "\(supervisor.errors)")
      if starts, victim == .notifier {
        // Nobody follows it; position and mailboxes went back together, and come again together.
        // A mixture that SQLite's quick_check lets pass has been named by `verify`.
        if verify.status == 0 {
          try await system.expectNothingLost(reported)
        } else {
          #expect(damage == .changed && verify.errors.contains("notifier: "), "\(verify.errors)")
        }
      } else if starts {
        for follower in ServiceName.allCases where follower.follows.contains(victim) {
          let link = try await eventually("\(follower.rawValue) has stopped") {
            let link = try await system.link(of: follower, to: victim)
            return link?.state == "stopped" ? link : nil
          }
          #expect(["older-head", "fork"].contains(link.reason), "\(link)")
        }
      }
      supervisor.send(SIGKILL)
      try await eventually("the end") { supervisor.ending != nil && system.running.isEmpty }
    }
  }
}
