import Domain
package import Log

/// Records of a log from a position on, and the log's head (WP 5.2).
///
/// On the wire all records are one frame: libzmq then hands an answer over in a few large writes, where
/// a frame for each header and payload costs it as much as the rest of a catch-up together.
package struct ReplayAnswer: Sendable {
  /// Before each record in the frame: the number of its payload's bytes.
  private static let lengthBytes = 4

  package var head: LogHead
  /// Without a gap, from the position asked for; empty when there is nothing after it.
  package var records: [Record]

  package init(head: LogHead, records: [Record]) {
    self.head = head
    self.records = records
  }

  /// Decodes the frames after the envelope. Transport flags are cleared; hashes and numbers are for
  /// the follower to check.
  package init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard let first = frames.first, frames.count <= WireLimits.replayAnswerFramesMax else {
      throw .frameCount
    }
    head = try LogHead(wireFrame: first)
    records = []
    guard let packed = frames.dropFirst().first else { return }
    guard packed.count <= WireLimits.replayRecordsBytesMax else { throw .oversize }
    records = try ReplayAnswer.unpack(packed)
  }

  /// The frames after the envelope; each header carries the transport flag *replay*.
  package var frames: [[UInt8]] {
    records.isEmpty ? [head.wireFrame] : [head.wireFrame, packed]
  }

  private var packed: [UInt8] {
    let overhead = ReplayAnswer.lengthBytes + RecordHeader.byteCount
    let count = records.reduce(0) { $0 + overhead + $1.payload.count }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
      let memory = UnsafeMutableRawBufferPointer(buffer)
      var offset = 0
      for record in records {
        let length = UInt32(clamping: record.payload.count).bigEndian
        memory.storeBytes(of: length, toByteOffset: offset, as: UInt32.self)
        offset += ReplayAnswer.lengthBytes
        record.header.writeReplayed(
          into: UnsafeMutableRawBufferPointer(rebasing: memory[offset...]))
        offset += RecordHeader.byteCount
        UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyBytes(from: record.payload)
        offset += record.payload.count
      }
      initialised = offset
    }
  }

  private static func unpack(_ packed: [UInt8]) throws(WireError) -> [Record] {
    let result: Result<[Record], WireError> = packed.withUnsafeBytes { memory in
      do throws(WireError) {
        return .success(try unpack(memory))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func unpack(_ memory: UnsafeRawBufferPointer) throws(WireError) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(WireLimits.replayRecordsMax)
    var rest = memory
    while !rest.isEmpty {
      guard records.count < WireLimits.replayRecordsMax else { throw .oversize }
      guard rest.count >= lengthBytes + RecordHeader.byteCount else { throw .length }
      let count = Int(UInt32(bigEndian: rest.loadUnaligned(as: UInt32.self)))
      rest = UnsafeRawBufferPointer(rebasing: rest[lengthBytes...])
      guard count <= rest.count - RecordHeader.byteCount else { throw .length }
      let end = RecordHeader.byteCount + count
      records.append(
        try Record(
          header: UnsafeRawBufferPointer(rebasing: rest[..<RecordHeader.byteCount]),
          payload: UnsafeRawBufferPointer(rebasing: rest[RecordHeader.byteCount..<end])))
      rest = UnsafeRawBufferPointer(rebasing: rest[end...])
    }
    guard !records.isEmpty else { throw .length }
    return records
  }
}
