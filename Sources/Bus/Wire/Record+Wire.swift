import Domain
import Events
import Log

extension Record {
  /// Takes a header and copies the payload behind it. Transport flags are cleared (WP 3.5). The
  /// record's own hash is not checked here.
  convenience init(
    header: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer
  ) throws(WireError) {
    guard payload.count <= WireLimits.payloadBytesMax else { throw .oversize }
    self.init(header: try RecordHeader(wire: header), payload: [UInt8](payload))
  }
}

extension RecordHeader {
  /// - Throws: `length`, `magic`, `version` or `field`.
  init(wire memory: UnsafeRawBufferPointer) throws(WireError) {
    do throws(RecordError) {
      try self.init(bytes: memory)
    } catch {
      throw WireError(error)
    }
    guard log.bytes != .zero else { throw .field }
    flags.subtract(.transport)
  }
}

extension WireError {
  init(_ error: RecordError) {
    self =
      switch error {
      case .length: .length
      case .magic: .magic
      case .version: .version
      case .zeroPosition, .positionOverflow: .field
      }
  }
}
