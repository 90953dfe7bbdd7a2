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
    case .batch(let batch):
      // Flags of the transport are the sender's and are cleared on receipt.
      let sent = batch.frames
      let isSame = zip(sent, frames).allSatisfy { $0.count == $1.count }
      try hold(isSame && sent[0] == frames[0], "records keep their size")
      try hold((try? PublishedMessage(frames: sent))?.frames == sent, "records keep their bytes")
      try hold(batch.records.last.map { LogHead($0.header) } == batch.head, "the head is the last")
      for record in batch.records { _ = record.hasValidHash() }
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

extension PublishedMessage {
  fileprivate var frames: [[UInt8]] {
    switch self {
    case .batch(let batch): batch.frames
    case .heartbeat(let head): head.heartbeatFrames
    }
  }
}
