package import Security

/// Who may talk to a bound endpoint.
package enum BindSecurity: Sendable {
  /// `ipc` only: whoever may enter the socket's directory.
  case local
  /// Peers whose key the bus's ``Authoriser`` knows in `domain`; `keys` are this server's.
  case curve(keys: CurveKeyPair, domain: SecurityDomain)
}

/// How a connecting socket proves itself.
package enum ConnectSecurity: Sendable {
  /// `ipc` only.
  case local
  /// Our keys, and the other side's public key of 32 bytes.
  case curve(keys: CurveKeyPair, serverKey: [UInt8])
}

/// The name of a class of endpoints, for which keys are admitted (ZAP domain).
package struct SecurityDomain: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// A service's published log: other services, never a unit.
  package static let publication = SecurityDomain(rawValue: "publication")
  /// A service's door for other services.
  package static let serviceDoor = SecurityDomain(rawValue: "service-door")
  /// A service's door for units.
  package static let unitDoor = SecurityDomain(rawValue: "unit-door")
}

/// Says whose key it is: the unit's id or the service's name, or nil for a key that is unknown,
/// revoked, or not admitted in this domain. Asked at every connection and again at every request,
/// on the poll thread, so it must not block.
package typealias Authoriser =
  @Sendable (_ domain: SecurityDomain, _ publicKey: [UInt8]) -> String?
