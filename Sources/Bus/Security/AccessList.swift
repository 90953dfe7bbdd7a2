package import Domain
internal import Synchronization

/// Whose CURVE key is whose, and which of them opens what: the usual ``Authoriser``.
///
/// Published logs and the doors between services are for services alone: what a PUB socket carries
/// may go to no unit. Thread-safe; a key that is revoked fails its next request.
package final class AccessList: Sendable {
  package enum Holder: Hashable, Sendable {
    case service(String)
    case unit(UnitID)
  }

  private let holders = Mutex<[[UInt8]: Holder]>([:])

  package init() {}

  /// Admits a public key of 32 bytes. A key has one holder, the last; a holder may have several.
  package func admit(_ publicKey: [UInt8], as holder: Holder) {
    holders.withLock { $0[publicKey] = holder }
  }

  package func revoke(_ publicKey: [UInt8]) {
    holders.withLock { $0[publicKey] = nil }
  }

  /// The name under which a key is admitted in a domain; nil in a domain that is not known here.
  package func user(in domain: SecurityDomain, publicKey: [UInt8]) -> String? {
    switch (domain, holders.withLock({ $0[publicKey] })) {
    case (.publication, .service(let name)), (.serviceDoor, .service(let name)),
      (.unitDoor, .service(let name)):
      name
    case (.unitDoor, .unit(let unit)): unit.rawValue
    default: nil
    }
  }

  package var authoriser: Authoriser {
    { [self] domain, publicKey in user(in: domain, publicKey: publicKey) }
  }
}
