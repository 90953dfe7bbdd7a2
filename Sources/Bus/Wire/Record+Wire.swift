import Domain
import Events
public import Log

extension Record {
  /// Decodes a header frame and takes the payload as it is. Transport flags are cleared (WP 3.5).
  /// The record's own hash is not checked here.
  convenience init(headerFrame: [UInt8], payload: [UInt8]) throws(WireError) {
    guard payload.count <= WireLimits.payloadBytesMax else { throw .oversize }
    var header: RecordHeader
    do {
      header = try RecordHeader(bytes: headerFrame)
    } catch {
      throw WireError(error)
    }
    guard header.log.bytes != .zero else { throw .field }
    header.flags.subtract(.transport)
    self.init(header: header, payload: payload)
  }

  /// The three frames of a published record.
  public var publishedFrames: [[UInt8]] { [header.log.topic, header.bytes, payload] }
}

extension RecordHeader {
  /// The header's bytes with the transport flag *replay*.
  var replayFrame: [UInt8] {
    var marked = self
    marked.flags.insert(.replay)
    return marked.bytes
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
