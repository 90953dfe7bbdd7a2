import Security
import Testing

@Suite struct HashingTests {
  @Test func `a digest is that of RFC 7693's function with 32 bytes`() {
    #expect(
      Hashing.blake2b256(Array("abc".utf8)).description
        == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
    #expect(
      Hashing.blake2b256([]).description
        == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
  }

  @Test func `the digest of parts is that of the whole`() {
    let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    whole.withUnsafeBytes { bytes in
      let head = UnsafeRawBufferPointer(rebasing: bytes[..<137])
      let middle = UnsafeRawBufferPointer(rebasing: bytes[137..<137])
      let tail = UnsafeRawBufferPointer(rebasing: bytes[137...])
      #expect(Hashing.blake2b256(head, tail) == Hashing.blake2b256(whole))
      #expect(Hashing.blake2b256(head, middle, tail) == Hashing.blake2b256(whole))
      #expect(Hashing.blake2b256(tail, head) != Hashing.blake2b256(whole))
    }
  }

  @Test func `a digest reads back from its hexadecimal digits and nothing else`() {
    let digest = Hashing.blake2b256([1, 2, 3])
    #expect(Digest32(hexadecimal: digest.description) == digest)
    #expect(Digest32(digest.array) == digest)
    #expect(Digest32(hexadecimal: String(digest.description.dropLast())) == nil)
    #expect(Digest32(hexadecimal: digest.description + "0") == nil)
    #expect(Digest32(hexadecimal: String(repeating: "g", count: 64)) == nil)
  }

  @Test func `two helpings of entropy differ`() {
    #expect(Entropy.bytes(32) != Entropy.bytes(32))
    #expect(Entropy.bytes(0) == [])
  }
}
