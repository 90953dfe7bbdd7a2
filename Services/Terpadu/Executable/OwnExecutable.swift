import Foundation

/// Where this program lies: the daemons lie beside it.
enum OwnExecutable {
  static var directory: String {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = link ?? CommandLine.arguments.first ?? "."
    return URL(fileURLWithPath: path).deletingLastPathComponent().path
  }
}
