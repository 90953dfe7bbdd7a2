import Domain
import Events
import Foundation
import Security
import ServiceRuntime

/// The file with which a unit's system connects: its key pair, and where the services are.
struct UnitKeyFile {
  let path: String
  /// 64 hexadecimal digits.
  let publicKey: String

  /// Writes a new file with mode 0600.
  /// - Throws: `Refusal` when there is such a file already, a directory, or when it cannot be written.
  init(_ unit: UnitID, _ pair: CurveKeyPair, at path: String, in data: DataDirectory) throws {
    self.path = path
    publicKey = UnitKeyFile.hexadecimal(pair.publicKey)
    var servers: [String: JSONValue] = [:]
    // The services to whose doors units may come.
    for service in [ServiceName.findings, .liaison, .notifier] {
      let key = try KeyStore.publicKey(named: service.rawValue, in: data.keys)
      servers[service.rawValue] = [
        "door": .string("ipc://" + data.doorSocket(of: service)),
        "publicKey": JSONValue(key.map(UnitKeyFile.hexadecimal)),
      ]
    }
    let content: JSONValue = [
      "unit": .string(unit.rawValue),
      "publicKey": .string(publicKey),
      "secretKey": .string(UnitKeyFile.hexadecimal(pair.secretKey)),
      "servers": .object(servers),
    ]
    try UnitKeyFile.write(Array(try content.line().utf8) + [UInt8(ascii: "\n")], to: path)
  }

  /// Takes the file away again.
  func remove() { unlink(path) }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try Refusal.requireNoDirectory(at: path, in: "--out")
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw errno == EEXIST
        ? Refusal(.conflict, field: "--out", rule: "file-exists", ["file": path])
        : unwritable(path)
    }
    let isWritten = Foundation.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    guard close(file) == 0, isWritten else {
      let refusal = unwritable(path)
      unlink(path)
      throw refusal
    }
  }

  private static func unwritable(_ path: String) -> Refusal {
    Refusal(
      .invalid, field: "--out", rule: "file-unwritable",
      ["file": path, "detail": String(cString: strerror(errno))])
  }
}
