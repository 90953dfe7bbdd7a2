import Bus
import Domain
import Log

/// The messages of a published log: what is taken goes out again as the same bytes.
enum PublishedTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    let frames = FrameInput.frames(of: input)
    let isHeader = try frames.contains { try takesHeader($0) }
    guard let message = try? PublishedMessage(frames: frames) else { return isHeader }
    switch message {
    case .record(let record):
      // Transport flags are the sender's and are cleared on receipt.
      var header = frames[1]
      header[4] = 0
      header[5] = 0
      try hold(
        record.publishedFrames == [frames[0], header, frames[2]], "a record keeps its bytes")
      _ = record.hasValidHash()
    case .heartbeat(let head):
      var wire = frames[1]
      wire.replaceSubrange(4..<8, with: [0, 0, 0, 0])
      try hold(head.heartbeatFrames == [frames[0], wire], "a heartbeat keeps its bytes")
      try hold(head.sequence <= UInt64(Int64.max), "a head lies within what a file can hold")
      try hold(head.epoch <= UInt64(Int64.max), "an epoch lies within what a file can hold")
    }
    return true
  }

  private static func takesHeader(_ frame: [UInt8]) throws -> Bool {
    guard let header = try? RecordHeader(bytes: frame) else { return false }
    try hold(header.bytes == frame, "a header keeps its bytes")
    let time = header.time.rfc3339()
    try hold(!time.isEmpty, "the time of any header can be shown")
    return true
  }
}
