import Domain
import Events
package import Log

extension Record {
  /// Decodes a header frame and takes the payload as it is. Transport flags are cleared (WP 3.5).
  /// The record's own hash is not checked here.
  convenience init(headerFrame: [UInt8], payload: [UInt8]) throws(WireError) {
    guard payload.count <= WireLimits.payloadBytesMax else { throw .oversize }
    let header: Result<RecordHeader, WireError> = headerFrame.withUnsafeBytes { memory in
      do throws(WireError) {
        return .success(try RecordHeader(wire: memory))
      } catch {
        return .failure(error)
      }
    }
    self.init(header: try header.get(), payload: payload)
  }

  /// The same from memory, of which the payload is copied.
  convenience init(
    header: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer
  ) throws(WireError) {
    guard payload.count <= WireLimits.payloadBytesMax else { throw .oversize }
    self.init(header: try RecordHeader(wire: header), payload: [UInt8](payload))
  }

  /// The three frames of a published record.
  package var publishedFrames: [[UInt8]] { [header.log.topic, header.bytes, payload] }
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

  /// Writes the header's bytes with the transport flag *replay*.
  func writeReplayed(into memory: UnsafeMutableRawBufferPointer) {
    var marked = self
    marked.flags.insert(.replay)
    marked.write(into: memory)
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
