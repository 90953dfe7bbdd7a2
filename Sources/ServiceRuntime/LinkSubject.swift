import Domain
import Events
import Security

/// The root subject of what happens to the link to a followed log, so that the last of it is found.
enum LinkSubject {
  static func of(_ source: ServiceName) -> UUIDBytes {
    let digest = Array("link:\(source.rawValue)".utf8).withUnsafeBytes { Hashing.blake2b256($0) }
    return UUIDBytes(digest.array.prefix(16))
  }
}
