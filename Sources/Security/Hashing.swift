import CSodium

/// BLAKE2b with 32 bytes of output (RFC 7693), without a key.
package enum Hashing {
  /// The digest of the parts one after the other, as if they were one piece of memory.
  package static func blake2b256(_ parts: UnsafeRawBufferPointer...) -> Digest32 {
    digest { update in
      for part in parts { update(part) }
    }
  }

  /// The same for exactly two parts, without an allocation: the form that the log uses.
  package static func blake2b256(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Digest32 {
    digest { update in
      update(first)
      update(second)
    }
  }

  package static func blake2b256(_ bytes: [UInt8]) -> Digest32 {
    bytes.withUnsafeBytes { blake2b256($0) }
  }

  private static func digest(_ feed: ((UnsafeRawBufferPointer) -> Void) -> Void) -> Digest32 {
    _ = Sodium.start
    // The state's type does not come through the importer; its size and alignment are documented.
    let size = crypto_generichash_statebytes()
    return withUnsafeTemporaryAllocation(byteCount: size, alignment: 64) { memory in
      guard let state = OpaquePointer(memory.baseAddress) else {
        preconditionFailure("a buffer of a size above zero has an address")
      }
      // libsodium's results below are errors only for lengths out of range, which these are not.
      crypto_generichash_init(state, nil, 0, Digest32.byteCount)
      feed { part in
        let bytes = part.assumingMemoryBound(to: UInt8.self)
        crypto_generichash_update(state, bytes.baseAddress, UInt64(part.count))
      }
      return Digest32(filledBy: { output in
        crypto_generichash_final(state, output, Digest32.byteCount)
      })
    }
  }
}
