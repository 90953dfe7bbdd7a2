package import Domain
package import Events
package import Security

/// What a follower decides by: position, chain, subject, type, event and causes, without touching the
/// payload.
///
/// 154 bytes and 32 for each cause, integers big-endian (`docs/wire-protocol.md`): magic and version 4
/// (`TPD` 0x02), flags 4, log id 16, epoch 8, sequence 8, time in ms 8, root subject 16, type code 4,
/// lowest reader version 4, hash of the record before 32, own hash 32, event id 16, number of causes
/// 2, causes of log id 16, epoch 8, sequence 8.
package struct RecordHeader: Hashable, Sendable {
  package static let fixedByteCount = 154
  package static let causeByteCount = 32
  package static let causesMax = 16

  package var flags: RecordFlags
  package let log: LogID
  package let epoch: UInt64
  /// The record's number in its log, from 1 without gaps.
  package let sequence: UInt64
  /// The owner's domain clock when the record was appended.
  package let time: Timestamp
  /// What the record is about; records of one subject keep their order everywhere. Zero: nothing.
  package let subject: UUIDBytes
  package let typeCode: UInt32
  /// The lowest version of a reader that may apply this record.
  package let minReader: UInt32
  /// Zero in the log's first record.
  package let previousHash: Digest32
  /// BLAKE2b-256 over this header, with own hash and transport flags zero, and the payload.
  package internal(set) var hash: Digest32
  /// The identifier of the event; zero: it has none.
  package let event: UUIDBytes
  /// The positions of followed logs on which the event rests, at most `causesMax`.
  package let causes: [LogPosition]

  /// The header of the record behind `head`, not yet sealed.
  init(flags: RecordFlags, time: Timestamp, after head: LogHead, content: NewRecord) {
    self.flags = flags
    log = head.log
    epoch = head.epoch
    sequence = head.sequence + 1
    self.time = time
    subject = content.subject
    typeCode = content.typeCode
    minReader = content.minReader
    previousHash = head.hash
    hash = .zero
    event = content.event
    causes = content.causes
  }

  /// Takes exactly a header's bytes and checks form, not truth: `Record.hasValidHash` does that.
  package init(bytes: some Collection<UInt8>) throws(RecordError) {
    var copy = [UInt8](bytes)
    try self.init(exactly: &copy)
  }

  /// The same for memory, which need not be aligned.
  package init(bytes: UnsafeRawBufferPointer) throws(RecordError) {
    guard bytes.count >= RecordHeader.fixedByteCount else { throw .length(bytes.count) }
    let magic: UInt32 = bytes.bigEndian(at: Offset.magic)
    guard magic >> 8 == RecordHeader.magic >> 8 else { throw .magic }
    guard magic == RecordHeader.magic else { throw .version(UInt8(truncatingIfNeeded: magic)) }
    guard let count = RecordHeader.byteCount(at: bytes), count == bytes.count else {
      throw .length(bytes.count)
    }
    flags = RecordFlags(rawValue: bytes.bigEndian(at: Offset.flags))
    log = LogID(bytes: bytes.uuid(at: Offset.log))
    epoch = bytes.bigEndian(at: Offset.epoch)
    sequence = bytes.bigEndian(at: Offset.sequence)
    time = Timestamp(milliseconds: bytes.bigEndian(at: Offset.time))
    subject = bytes.uuid(at: Offset.subject)
    typeCode = bytes.bigEndian(at: Offset.typeCode)
    minReader = bytes.bigEndian(at: Offset.minReader)
    previousHash = Digest32(UnsafeRawBufferPointer(rebasing: bytes[Offset.previousHash]))
    hash = Digest32(UnsafeRawBufferPointer(rebasing: bytes[Offset.hash]))
    event = bytes.uuid(at: Offset.event)
    causes = stride(
      from: RecordHeader.fixedByteCount, to: bytes.count, by: RecordHeader.causeByteCount
    ).map { place in
      LogPosition(
        log: LogID(bytes: bytes.uuid(at: place)), sequence: bytes.bigEndian(at: place + 24),
        epoch: bytes.bigEndian(at: place + 16))
    }
    guard epoch > 0, sequence > 0 else { throw .zeroPosition }
    guard epoch <= UInt64(Int64.max), sequence <= UInt64(Int64.max) else {
      throw .positionOverflow
    }
    for cause in causes {
      guard cause.epoch > 0 else { throw .zeroPosition }
      guard cause.epoch <= UInt64(Int64.max), cause.sequence <= UInt64(Int64.max) else {
        throw .positionOverflow
      }
    }
  }

  /// How long the header is with which `memory` begins; `nil` for fewer bytes than the fixed part, or
  /// too many causes. More bytes than `memory` has are possible.
  package static func byteCount(at memory: UnsafeRawBufferPointer) -> Int? {
    guard memory.count >= fixedByteCount else { return nil }
    let causes: UInt16 = memory.bigEndian(at: Offset.causeCount)
    guard causes <= causesMax else { return nil }
    return fixedByteCount + Int(causes) * causeByteCount
  }

  private init(exactly bytes: inout [UInt8]) throws(RecordError) {
    let result: Result<RecordHeader, RecordError> = bytes.withUnsafeBytes { memory in
      do throws(RecordError) {
        return .success(try RecordHeader(bytes: memory))
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  /// The own hash as it stands in a header that may not be readable; `nil` for bytes too few for it.
  package static func storedHash(in header: [UInt8]) -> Digest32? {
    header.count >= fixedByteCount ? Digest32(header[Offset.hash]) : nil
  }

  package var position: LogPosition {
    LogPosition(log: log, sequence: sequence, epoch: epoch)
  }

  package var byteCount: Int {
    RecordHeader.fixedByteCount + causes.count * RecordHeader.causeByteCount
  }

  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialised in
      write(into: UnsafeMutableRawBufferPointer(buffer))
      initialised = byteCount
    }
  }

  /// Writes the header's bytes to the first `byteCount` bytes of `memory`.
  package func write(into memory: UnsafeMutableRawBufferPointer) {
    precondition(memory.count >= byteCount, "no room for a record's header")
    memory.store(RecordHeader.magic, at: Offset.magic)
    memory.store(flags.rawValue, at: Offset.flags)
    memory.store(log.bytes, at: Offset.log)
    memory.store(epoch, at: Offset.epoch)
    memory.store(sequence, at: Offset.sequence)
    memory.store(time.milliseconds, at: Offset.time)
    memory.store(subject, at: Offset.subject)
    memory.store(typeCode, at: Offset.typeCode)
    memory.store(minReader, at: Offset.minReader)
    memory.store(previousHash, at: Offset.previousHash.lowerBound)
    memory.store(hash, at: Offset.hash.lowerBound)
    memory.store(event, at: Offset.event)
    memory.store(UInt16(causes.count), at: Offset.causeCount)
    var place = RecordHeader.fixedByteCount
    for cause in causes {
      memory.store(cause.log.bytes, at: place)
      memory.store(cause.epoch, at: place + 16)
      memory.store(cause.sequence, at: place + 24)
      place += RecordHeader.causeByteCount
    }
  }

  /// Seals the header over `payload`: computes the own hash and writes the header's bytes to
  /// `memory`, in one go because it happens for every record.
  mutating func seal(
    over payload: UnsafeRawBufferPointer, into memory: UnsafeMutableRawBufferPointer
  ) {
    write(into: memory)
    hash = Hashing.blake2b256(
      UnsafeRawBufferPointer(rebasing: memory[..<byteCount]), payload)
    memory.store(hash, at: Offset.hash.lowerBound)
  }

  /// What the own hash must be for this header and `payload`.
  func computedHash(of payload: UnsafeRawBufferPointer) -> Digest32 {
    var sealed = self
    sealed.hash = .zero
    sealed.flags.subtract(.transport)
    return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 8) { memory in
      sealed.write(into: memory)
      return Hashing.blake2b256(UnsafeRawBufferPointer(memory), payload)
    }
  }

  private static let magic: UInt32 = 0x5450_4402

  private enum Offset {
    static let magic = 0
    static let flags = 4
    static let log = 8
    static let epoch = 24
    static let sequence = 32
    static let time = 40
    static let subject = 48
    static let typeCode = 64
    static let minReader = 68
    static let previousHash = 72..<104
    static let hash = 104..<136
    static let event = 136
    static let causeCount = 152
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func bigEndian<Integer: FixedWidthInteger & BitwiseCopyable>(at offset: Int)
    -> Integer
  {
    Integer(bigEndian: loadUnaligned(fromByteOffset: offset, as: Integer.self))
  }

  fileprivate func uuid(at offset: Int) -> UUIDBytes {
    UUIDBytes(high: bigEndian(at: offset), low: bigEndian(at: offset + 8))
  }
}

extension UnsafeMutableRawBufferPointer {
  fileprivate func store(_ integer: some FixedWidthInteger & BitwiseCopyable, at offset: Int) {
    storeBytes(of: integer.bigEndian, toByteOffset: offset, as: type(of: integer))
  }

  fileprivate func store(_ uuid: UUIDBytes, at offset: Int) {
    store(uuid.high, at: offset)
    store(uuid.low, at: offset + 8)
  }

  fileprivate func store(_ digest: Digest32, at offset: Int) {
    digest.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: self[offset..<offset + Digest32.byteCount])
        .copyMemory(from: bytes)
    }
  }
}

/// The flags of a record's header. The upper half belongs to the transport: it is zero in the log
/// and not covered by the hash.
package struct RecordFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The record belongs to an exercise and never counts as real.
  package static let exercise = RecordFlags(rawValue: 1 << 0)
  /// Transport: the record comes from a replay and not from the live stream.
  package static let replay = RecordFlags(rawValue: 1 << 16)

  /// All bits that may differ between two copies of one record.
  package static let transport = RecordFlags(rawValue: 0xffff_0000)
}
