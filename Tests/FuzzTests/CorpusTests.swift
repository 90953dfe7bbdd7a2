import Foundation
import FuzzTargets
import Testing

/// The inputs that are kept in the tree, without a fuzzer: whatever was found once stays mended.
struct CorpusTests {
  private static let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fuzz")

  /// The inputs of a folder by their path in the tree; none where there is no folder.
  private static func inputs(_ folder: String, of target: FuzzTarget) throws -> [String: [UInt8]] {
    let path = "\(folder)/\(target.rawValue)"
    let directory = tree.appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: directory.path) else { return [:] }
    var inputs: [String: [UInt8]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
      inputs["\(path)/\(file)"] = Array(
        try Data(contentsOf: directory.appendingPathComponent(file)))
    }
    return inputs
  }

  @Test(arguments: FuzzTarget.allCases)
  func `every kept input keeps the properties of its target`(_ target: FuzzTarget) throws {
    let seeds = try Self.inputs("Corpus", of: target)
    let found = try Self.inputs("Regressions", of: target)
    var (taken, refused) = (0, 0)
    for (path, input) in seeds.merging(found, uniquingKeysWith: { first, _ in first }) {
      #expect(throws: Never.self, "\(path)") {
        if try target.run(input) { taken += 1 } else { refused += 1 }
      }
    }
    #expect(taken >= 3, "a corpus of which nothing is taken tests little")
    #expect(refused >= 1, "a corpus has inputs that are refused")
  }

  @Test(arguments: FuzzTarget.allCases)
  func `cut and changed inputs keep them too`(_ target: FuzzTarget) throws {
    for (path, input) in try Self.inputs("Corpus", of: target) where input.count <= 2_000 {
      var variants = [Array(input.dropLast()), Array(input.dropFirst()), input + [0xff]]
      for place in stride(from: 0, to: input.count, by: max(1, input.count / 16)) {
        for byte: UInt8 in [0x00, 0x30, 0x7f, 0xff] {
          var changed = input
          changed[place] = byte
          variants.append(changed)
        }
      }
      for variant in variants {
        #expect(throws: Never.self, "\(path) as \(variant)") { try target.run(variant) }
      }
    }
  }

  @Test func `the tree holds nothing but inputs of targets, and little of it`() throws {
    let names = Set(FuzzTarget.allCases.map(\.rawValue))
    var bytes = 0
    for folder in ["Corpus", "Regressions"] {
      let kept = try FileManager.default.contentsOfDirectory(
        atPath: Self.tree.appendingPathComponent(folder).path)
      #expect(Set(kept).isSubset(of: names), "\(folder) has a folder of no target")
    }
    for target in FuzzTarget.allCases {
      for folder in ["Corpus", "Regressions"] {
        bytes += try Self.inputs(folder, of: target).values.reduce(0) { $0 + $1.count }
      }
    }
    #expect(bytes < 1_000_000)
  }
}
