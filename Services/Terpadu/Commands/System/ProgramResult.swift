import Foundation

/// What a program gave that was run to its end.
struct ProgramResult {
  let status: Int32
  let output: [UInt8]
  let errors: [UInt8]

  /// Runs a program without input and waits for it.
  init(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    let outputPipe = Pipe()
    let errorFile = FileManager.default.temporaryDirectory
      .appendingPathComponent("terpadu-\(UUID().uuidString).err")
    guard
      FileManager.default.createFile(
        atPath: errorFile.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? FileManager.default.removeItem(at: errorFile) }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = outputPipe
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    output = Array(try outputPipe.fileHandleForReading.readToEnd() ?? Data())
    process.waitUntilExit()
    status = process.terminationStatus
    errors = Array(try Data(contentsOf: errorFile))
  }

  /// What it said last on its standard error, or its status when it said nothing.
  var lastWords: String {
    let said = String(decoding: errors.suffix(300), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return said.isEmpty ? "status \(status)" : said
  }
}
