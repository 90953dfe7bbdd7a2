import Foundation

/// Standard input to its end, or to a limit.
enum StandardInput {
  static func read(upTo bytesMax: Int) throws -> [UInt8] {
    Array(try FileHandle.standardInput.read(upToCount: bytesMax) ?? Data())
  }
}
