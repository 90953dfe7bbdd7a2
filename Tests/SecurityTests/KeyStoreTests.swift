import Foundation
import Security
import Testing

@Suite struct KeyStoreTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "terpadu-keys-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path + "/keys")
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `a pair is made once and read afterwards`() throws {
    try withFolder { keys in
      #expect(throws: SecurityError.self) {
        try KeyStore.keyPair(named: "watch", in: keys + "/missing/parent")
      }
      let made = try KeyStore.keyPair(named: "watch", in: keys)
      let read = try KeyStore.keyPair(named: "watch", in: keys)
      #expect(made.secretKey == read.secretKey)
      #expect(made.publicKey == read.publicKey)
      #expect(try KeyStore.publicKey(named: "watch", in: keys) == made.publicKey)
      #expect(try KeyStore.publicKey(named: "nobody", in: keys) == nil)
      #expect(try KeyStore.keyPair(named: "other", in: keys).secretKey != made.secretKey)
      #expect(try mode(keys) == 0o700)
      #expect(try mode(keys + "/watch.secret") == 0o600)
      let files = try FileManager.default.contentsOfDirectory(atPath: keys).sorted()
      #expect(files == ["other.public", "other.secret", "watch.public", "watch.secret"])
    }
  }

  @Test func `a secret that others could read is refused`() throws {
    try withFolder { keys in
      _ = try KeyStore.keyPair(named: "watch", in: keys)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: keys + "/watch.secret")
      let error = #expect(throws: SecurityError.self) {
        try KeyStore.keyPair(named: "watch", in: keys)
      }
      #expect(error?.code == .exposed)
    }
  }

  @Test func `a directory that others could read is refused`() throws {
    try withFolder { keys in
      _ = try KeyStore.keyPair(named: "watch", in: keys)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: keys)
      let error = #expect(throws: SecurityError.self) {
        try KeyStore.keyPair(named: "watch", in: keys)
      }
      #expect(error?.code == .exposed)
    }
  }

  @Test(arguments: [
    "", "abc", String(repeating: "g", count: 64), String(repeating: "0", count: 66),
  ])
  func `a file that is no key is refused`(text: String) throws {
    try withFolder { keys in
      _ = try KeyStore.keyPair(named: "watch", in: keys)
      try text.write(toFile: keys + "/watch.secret", atomically: false, encoding: .utf8)
      let error = #expect(throws: SecurityError.self) {
        try KeyStore.keyPair(named: "watch", in: keys)
      }
      #expect(error?.code == .malformed)
    }
  }

  @Test func `a public key of another secret is refused, a lost one is made again`() throws {
    try withFolder { keys in
      let made = try KeyStore.keyPair(named: "watch", in: keys)
      try FileManager.default.removeItem(atPath: keys + "/watch.public")
      #expect(try KeyStore.keyPair(named: "watch", in: keys).publicKey == made.publicKey)
      #expect(try KeyStore.publicKey(named: "watch", in: keys) == made.publicKey)
      _ = try KeyStore.keyPair(named: "other", in: keys)
      try FileManager.default.removeItem(atPath: keys + "/watch.public")
      try FileManager.default.copyItem(
        atPath: keys + "/other.public", toPath: keys + "/watch.public")
      let error = #expect(throws: SecurityError.self) {
        try KeyStore.keyPair(named: "watch", in: keys)
      }
      #expect(error?.code == .malformed)
    }
  }

  @Test func `a description never shows the secret`() {
    let pair = CurveKeyPair.make()
    let secret = pair.secretKey.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(!"\(pair)".contains(secret.joined()))
  }
}
