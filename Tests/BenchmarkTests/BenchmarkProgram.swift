import Foundation

/// The real program, as it was built beside the tests.
struct BenchmarkProgram {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "terpadu-bench-\(UUID().uuidString)")

  /// Runs it until its end.
  func run(_ arguments: [String]) throws -> (status: Int32, output: Data) {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
      .appending(path: "terpadu-bench")
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, data)
  }

  /// The figures that it prints.
  func figures(_ arguments: [String]) throws -> [String: Double]? {
    let result = try run(arguments)
    guard result.status == 0 else { return nil }
    return try JSONSerialization.jsonObject(with: result.output) as? [String: Double]
  }

  func removeFolder() { try? FileManager.default.removeItem(at: folder) }
}
