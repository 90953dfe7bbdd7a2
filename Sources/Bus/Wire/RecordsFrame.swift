import Domain
import Log

/// Records as one frame: before each header stands the number of its payload's bytes (WP 5.2).
///
/// libzmq's cost is by the frame: it hands one over in a few large writes, where a frame for each
/// header and payload costs it as much as the rest of a catch-up together.
enum RecordsFrame {
  private static let lengthBytes = 4

  /// - Parameter isReplay: sets the transport flag *replay* in each header.
  static func pack(_ records: some Collection<Record>, isReplay: Bool) -> [UInt8] {
    let count = records.reduce(0) { $0 + lengthBytes + $1.byteCount }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
      let memory = UnsafeMutableRawBufferPointer(buffer)
      var offset = 0
      for record in records {
        let length = UInt32(clamping: record.payload.count).bigEndian
        memory.storeBytes(of: length, toByteOffset: offset, as: UInt32.self)
        offset += lengthBytes
        var header = record.header
        if isReplay { header.flags.insert(.replay) }
        header.write(into: UnsafeMutableRawBufferPointer(rebasing: memory[offset...]))
        offset += header.byteCount
        UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyBytes(from: record.payload)
        offset += record.payload.count
      }
      initialised = offset
    }
  }

  /// Transport flags are cleared; hashes and numbers are for the follower to check.
  /// - Throws: `oversize` over a limit; `length` for an empty frame or a record that is not whole;
  ///   what a header that cannot be read throws.
  static func unpack(_ frame: [UInt8]) throws(WireError) -> [Record] {
    guard frame.count <= WireLimits.recordsFrameBytesMax else { throw .oversize }
    let result: Result<[Record], WireError> = frame.withUnsafeBytes { memory in
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
    var rest = memory
    while !rest.isEmpty {
      guard records.count < WireLimits.replayRecordsMax else { throw .oversize }
      guard rest.count >= lengthBytes else { throw .length }
      let payloadBytes = Int(UInt32(bigEndian: rest.loadUnaligned(as: UInt32.self)))
      rest = UnsafeRawBufferPointer(rebasing: rest[lengthBytes...])
      guard let headerBytes = RecordHeader.byteCount(at: rest),
        payloadBytes <= rest.count - headerBytes
      else { throw .length }
      let end = headerBytes + payloadBytes
      records.append(
        try Record(
          header: UnsafeRawBufferPointer(rebasing: rest[..<headerBytes]),
          payload: UnsafeRawBufferPointer(rebasing: rest[headerBytes..<end])))
      rest = UnsafeRawBufferPointer(rebasing: rest[end...])
    }
    guard !records.isEmpty else { throw .length }
    return records
  }
}
