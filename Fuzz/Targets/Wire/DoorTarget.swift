import Bus
import Log

/// The messages of a door, envelope and body: what is taken goes out again as the same bytes.
enum DoorTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    let frames = FrameInput.frames(of: input)
    guard let first = frames.first, let envelope = try? Envelope(frame: first) else { return false }
    try hold(envelope.frame == first, "an envelope keeps its bytes")
    try kinds(of: envelope)
    let body = frames.dropFirst()
    let checks = [
      refusal, replayAnswer, replayRequest, positionReport, mailboxOpen, mailboxPush, mailboxFrames,
    ]
    // Whatever its kind says: a peer sends any body under any kind.
    return try checks.map { try $0(body) }.contains(true)
  }

  private static func kinds(of envelope: Envelope) throws {
    let kind = envelope.kind
    try hold(!(kind.isAnswer && kind.isRefusal), "no kind is both an answer and a refusal")
    try hold(envelope.answer.kind.request == kind.request, "an answer knows its request")
    try hold(envelope.refusal.kind.isRefusal, "a refusal is one")
    try hold(
      envelope.answer.correlation == envelope.correlation, "an answer is tied to its request")
  }

  private static func refusal(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let refusal = try? DoorRefusal(frames: body) else { return false }
    try hold(refusal.frames.first == body.first, "a refusal keeps its word")
    try hold((try? DoorRefusal(frames: refusal.frames)) == refusal, "a refusal survives the wire")
    return true
  }

  private static func replayAnswer(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let answer = try? ReplayAnswer(frames: body) else { return false }
    try hold(answer.records.count <= WireLimits.replayRecordsMax, "an answer has its limit")
    let again = try ReplayAnswer(frames: answer.frames)
    try hold(again.head == answer.head, "an answer keeps its head")
    try hold(again.records.map(\.header) == answer.records.map(\.header), "… its headers")
    try hold(again.records.map(\.payload) == answer.records.map(\.payload), "… and payloads")
    try hold(again.frames == answer.frames, "an answer is written in one way")
    return true
  }

  private static func replayRequest(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let frame = body.first, let request = try? ReplayRequest(frame: frame) else {
      return false
    }
    try hold(request.frame == frame, "a replay request keeps its bytes")
    return true
  }

  private static func positionReport(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let report = try? PositionReport(frames: body) else { return false }
    try hold(report.frames == Array(body), "a position report keeps its bytes")
    try hold((1...WireLimits.nameBytesMax).contains(report.follower.utf8.count), "a name's limit")
    return true
  }

  private static func mailboxOpen(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let open = try? MailboxOpen(frames: body) else { return false }
    try hold(open.frames == Array(body), "an open keeps its bytes")
    try hold((0...WireLimits.mailboxWindowMax).contains(open.window), "a window's limit")
    return true
  }

  private static func mailboxPush(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let push = try? MailboxPush(frames: body) else { return false }
    try hold(push.frames == Array(body), "a push keeps its bytes")
    return true
  }

  /// The bodies of one frame.
  private static func mailboxFrames(_ body: ArraySlice<[UInt8]>) throws -> Bool {
    guard let frame = body.first else { return false }
    var isTaken = false
    func keeps(_ written: [UInt8]?, _ name: String) throws {
      guard let written else { return }
      try hold(written == frame, "\(name) keeps its bytes")
      isTaken = true
    }
    try keeps((try? MailboxOpened(frame: frame))?.frame, "an opened")
    try keeps((try? MailboxPosition(frame: frame))?.frame, "a position")
    try keeps((try? MailboxCredit(frame: frame))?.frame, "a credit")
    try keeps((try? WireWord(frame: frame))?.frame, "a word")
    return isTaken
  }
}
