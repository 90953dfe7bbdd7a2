import Foundation

/// Standard output and standard error, unbuffered, so that a reader of a pipe sees each line at
/// once.
package struct StandardConsole: Console {
  package init() {}

  package func out(_ line: String) { write(line, to: STDOUT_FILENO) }

  package func err(_ line: String) { write(line, to: STDERR_FILENO) }

  private func write(_ line: String, to descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        sent += count
      } else if errno != EINTR {
        // The reader is gone: there is nobody left to tell.
        return
      }
    }
  }
}

/// Where a program writes: one line a call, the newline is added.
package protocol Console: Sendable {
  func out(_ line: String)
  func err(_ line: String)
}
