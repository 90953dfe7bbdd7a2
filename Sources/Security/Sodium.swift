import CSodium

enum Sodium {
  /// Starts libsodium once a process, which also chooses the fastest code for this processor.
  ///
  /// It fails only where the kernel gives no randomness, and there no key may be made.
  static let start: Void = {
    let result = sodium_init()
    precondition(result >= 0, "libsodium found no source of randomness")
  }()
}

/// Why a key could not be kept or read. None of these goes away by trying again.
package struct SecurityError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The file system refused.
    case inputOutput = "input-output"
    /// A directory or secret is open to other users of the machine.
    case exposed
    /// The file is not a key of ours, or the two halves do not belong together.
    case malformed
  }

  package let code: Code
  /// The file or directory that was used.
  package let path: String
  package let message: String

  package var description: String { "\(path): \(message)" }
}

/// Unpredictable bytes from the kernel.
package enum Entropy {
  package static func bytes(_ count: Int) -> [UInt8] {
    _ = Sodium.start
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }
}
