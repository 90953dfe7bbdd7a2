import CSodium

/// A Curve25519 key pair for CURVE on the bus: 32 bytes each.
///
/// `description` shows the public key only, so that a secret never comes into a log.
package struct CurveKeyPair: Sendable, CustomStringConvertible {
  package static let keyByteCount = 32

  package let publicKey: [UInt8]
  package let secretKey: [UInt8]

  /// A new pair.
  package static func make() -> CurveKeyPair {
    _ = Sodium.start
    var publicKey = [UInt8](repeating: 0, count: keyByteCount)
    var secretKey = [UInt8](repeating: 0, count: keyByteCount)
    crypto_box_keypair(&publicKey, &secretKey)
    return CurveKeyPair(publicKey: publicKey, secretKey: secretKey)
  }

  private init(publicKey: [UInt8], secretKey: [UInt8]) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The pair that belongs to a secret key.
  /// - Returns: `nil` unless it is 32 bytes that give a usable public key.
  package init?(secretKey: [UInt8]) {
    guard secretKey.count == CurveKeyPair.keyByteCount else { return nil }
    _ = Sodium.start
    var publicKey = [UInt8](repeating: 0, count: CurveKeyPair.keyByteCount)
    guard crypto_scalarmult_base(&publicKey, secretKey) == 0 else { return nil }
    self.init(publicKey: publicKey, secretKey: secretKey)
  }

  package var description: String { "CURVE \(Hexadecimal.text(of: publicKey))" }
}
