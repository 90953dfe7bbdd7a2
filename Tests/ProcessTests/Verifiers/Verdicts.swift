import Foundation
import ServiceRuntime
import Testing

/// The path of `deploy/verify-independent`.
let independentVerifier = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("deploy/verify-independent").path

/// Has `terpadu verify` and `deploy/verify-independent` check a directory.
/// - Parameter files: where what they print is kept.
func verdicts(
  on directory: DataDirectory, into files: String
) async throws -> (ours: Verdict, independent: Verdict) {
  let arguments = ["--data", directory.path, "--json"]
  let ours = try await verdict(
    of: ["\(TestSystem.executables)/terpadu", "verify"] + arguments, "\(files)-ours")
  let independent = try await verdict(
    of: [independentVerifier] + arguments, "\(files)-independent")
  return (ours, independent)
}

/// Neither verifier finds anything in a system's files.
func expectClean(_ system: TestSystem) async throws {
  let verdicts = try await verdicts(on: system.data, into: "\(system.folder)/clean")
  #expect(verdicts.ours.description == "clean")
  #expect(verdicts.independent.description == "clean")
}

private func verdict(of words: [String], _ files: String) async throws -> Verdict {
  let process = try SpawnedProcess(words, files: files)
  let ending = try await eventually("the end of \(words[0])") { process.ending }
  let verdict = try Verdict(process.output)
  #expect(
    ending == .status(verdict.faults.isEmpty ? 0 : 1),
    "\(words[0]): \(verdict), \(process.errors)")
  return verdict
}
