import Foundation

/// Lines for the process that started this one.
enum StandardOutput {
  static func write(line: String) throws {
    try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  }

  static func write(_ value: some Encodable) throws {
    try write(line: String(decoding: JSONEncoder().encode(value), as: UTF8.self))
  }
}
