import Bus
import Domain
import Events
import Log
import Security

/// A publisher and a door that send anything: the follower hands on one unbroken chain, in order,
/// once, and keeps a bounded number of records.
///
/// The first byte says where it starts. The rest are frames: one of a single byte is an event, two
/// to four are a message. Hashes are made right first, or no mutation would come past them.
enum FollowerTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard let choice = input.first else { return false }
    var harness = try FollowerHarness(startsKnowing: choice & 1 == 1)
    var rest = FrameInput.frames(of: Array(input.dropFirst()))[...]
    while let frame = rest.popFirst() {
      if frame.count == 1 {
        try harness.take(event: frame[0])
      } else if frame.count == 27, let wire = rest.popFirst() {
        try harness.take(heartbeat: [frame, wire])
      } else if frame.count == 26, rest.count >= 2 {
        let head = rest.removeFirst()
        try harness.take(batch: [frame, head, rest.removeFirst()])
      } else if let packed = rest.popFirst() {
        try harness.take(answer: [frame, packed])
      }
    }
    return harness.isMoved
  }
}

/// The follower with a sink that applies whatever it is given.
private struct FollowerHarness {
  private var machine = FollowerMachine(seed: 1)
  private var now = MonotonicMillis(0)
  private var applied: LogCursor?
  private var pending: [Record] = []
  private var request: UInt64 = 0
  private(set) var isMoved = false

  init(startsKnowing: Bool) throws {
    if startsKnowing {
      applied = LogCursor(startOf: LogID(bytes: UUIDBytes(high: 1, low: 2)), epoch: 1)
    }
    try step(.started(applied))
  }

  mutating func take(event: UInt8) throws {
    switch event % 6 {
    case 0:
      now = now + 3_000
      try step(.drained)
      try step(.tick)
    case 1: try step(.linkReset)
    case 2: try step(.replayDamaged(request))
    case 3: try step(.replayRefused(request, DoorRefusal(.overloaded)))
    case 4: try end(isApplied: false)
    default: try end(isApplied: true)
    }
  }

  mutating func take(heartbeat frames: [[UInt8]]) throws {
    guard case .heartbeat(let head)? = try? PublishedMessage(frames: frames) else { return }
    try step(.heartbeat(head))
  }

  mutating func take(batch frames: [[UInt8]]) throws {
    let head = LogHead(
      log: LogID(bytes: UUIDBytes(high: 1, low: 2)), epoch: 1, sequence: 0, hash: .zero)
    guard let answer = try? ReplayAnswer(frames: [head.wireFrame, frames[2]]) else { return }
    var sound = PublishedBatch(answer.records.map(sealed), endsCommit: frames[1].count & 1 == 0)
      .frames
    sound[0] = frames[0]
    guard case .batch(let batch)? = try? PublishedMessage(frames: sound) else { return }
    try step(.live(batch))
    if batch.endsCommit { try step(.drained) }
  }

  mutating func take(answer frames: [[UInt8]]) throws {
    guard let answer = try? ReplayAnswer(frames: frames) else { return }
    let records = answer.records.map(sealed)
    try step(.replayAnswer(request, ReplayAnswer(head: answer.head, records: records)))
  }

  private func sealed(_ record: Record) -> Record {
    Record(headerBytes: sealed(record.header.bytes, over: record.payload), payload: record.payload)
  }

  private func sealed(_ header: [UInt8], over payload: [UInt8]) -> [UInt8] {
    var covered = header
    covered.replaceSubrange(4..<6, with: [0, 0])
    covered.replaceSubrange(104..<136, with: [UInt8](repeating: 0, count: 32))
    return header[..<104] + Hashing.blake2b256(covered + payload).array + header[136...]
  }

  private mutating func end(isApplied: Bool) throws {
    let end = pending.last.map { LogCursor($0.header) }
    pending = []
    if isApplied, let end {
      applied = end
      try step(.batchEnded(.applied(end)))
    } else {
      try step(.batchEnded(.failed))
    }
  }

  private mutating func step(_ event: FollowerEvent) throws {
    for effect in machine.step(event, at: now) {
      switch effect {
      case .ask(let number, let question):
        request = number
        try hold(
          (try? ReplayRequest(frame: question.frame)) == question, "it asks what can be sent")
      case .apply(let batch): try check(batch)
      case .reportPosition(let cursor):
        let report = PositionReport(follower: "f", position: cursor)
        try hold((try? PositionReport(frames: report.frames)) == report, "it reports what can be")
      case .report: isMoved = true
      case .stopReading, .resumeReading: break
      }
    }
  }

  private mutating func check(_ batch: [Record]) throws {
    try hold(pending.isEmpty, "one batch at a time")
    try hold((1...FollowerMachine.batchRecordsMax).contains(batch.count), "a batch is bounded")
    var last = applied
    for record in batch {
      let header = record.header
      try hold(record.hasValidHash(), "only whole records are handed on")
      try hold(header.sequence == (last?.sequence ?? 0) + 1, "records are handed on in order")
      try hold(header.previousHash == last?.hash ?? .zero, "records continue the chain")
      last = LogCursor(header)
    }
    pending = batch
  }
}

extension Record {
  /// A record whose header's form is known to be right.
  fileprivate convenience init(headerBytes: [UInt8], payload: [UInt8]) {
    guard let header = try? RecordHeader(bytes: headerBytes) else {
      preconditionFailure("a decoded header is one")
    }
    self.init(header: header, payload: payload)
  }
}
