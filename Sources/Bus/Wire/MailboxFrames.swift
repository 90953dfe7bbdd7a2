package import Domain

/// Opens a session on a unit's mailbox (WP 7.1). The session bears its message's correlation.
package struct MailboxOpen: Hashable, Sendable {
  static let byteCount = 20

  package var unit: UnitID
  /// Where the reader stands; `nil` for a reader that has nothing.
  package var position: MailboxPosition?
  /// How many pushes may be unacknowledged, 0 to 32.
  package var window: Int

  package init(unit: UnitID, position: MailboxPosition?, window: Int) {
    self.unit = unit
    self.position = position
    self.window = window
  }

  /// Decodes the frames after the envelope.
  package init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard frames.count == 2, let name = frames.first, let fields = frames.dropFirst().first
    else { throw .frameCount }
    unit = UnitID(try WireName.text(name))
    var reader = try WireReader(fields, count: MailboxOpen.byteCount)
    let epoch = reader.uint64()
    let after = reader.uint64()
    window = Int(reader.uint32())
    guard window <= WireLimits.mailboxWindowMax, epoch > 0 || after == 0 else { throw .field }
    position = epoch == 0 ? nil : MailboxPosition(epoch: epoch, position: after)
  }

  /// The frames after the envelope.
  package var frames: [[UInt8]] {
    var writer = WireWriter(capacity: MailboxOpen.byteCount)
    writer.uint64(position?.epoch ?? 0)
    writer.uint64(position?.position ?? 0)
    writer.uint32(UInt32(window))
    return [Array(unit.rawValue.utf8), writer.bytes]
  }
}

/// The answer to an open (WP 7.1).
package struct MailboxOpened: Hashable, Sendable {
  static let byteCount = 24

  package var epoch: UInt64
  /// The first push follows this position.
  package var start: UInt64
  package var head: UInt64

  package init(epoch: UInt64, start: UInt64, head: UInt64) {
    self.epoch = epoch
    self.start = start
    self.head = head
  }

  package init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: MailboxOpened.byteCount)
    epoch = reader.uint64()
    start = reader.uint64()
    head = reader.uint64()
    guard epoch > 0, start <= head else { throw .field }
  }

  package var frame: [UInt8] {
    var writer = WireWriter(capacity: MailboxOpened.byteCount)
    writer.uint64(epoch)
    writer.uint64(start)
    writer.uint64(head)
    return writer.bytes
  }
}

/// A new window for a mailbox session (WP 7.1).
package struct MailboxCredit: Hashable, Sendable {
  /// How many pushes may be unacknowledged from now on, 0 to 32.
  package var window: Int

  package init(window: Int) { self.window = window }

  package init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: 4)
    window = Int(reader.uint32())
    guard window <= WireLimits.mailboxWindowMax else { throw .field }
  }

  package var frame: [UInt8] {
    var writer = WireWriter(capacity: 4)
    writer.uint32(UInt32(window))
    return writer.bytes
  }
}

/// A place in a unit's mailbox: also the body of an ack, and of a head (WP 7.1).
package struct MailboxPosition: Hashable, Sendable {
  static let byteCount = 16

  /// From 1; another after the mailbox was restored.
  package var epoch: UInt64
  /// Of the last message; 0 is the place before the first.
  package var position: UInt64

  package init(epoch: UInt64, position: UInt64) {
    self.epoch = epoch
    self.position = position
  }

  package init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: MailboxPosition.byteCount)
    epoch = reader.uint64()
    position = reader.uint64()
    guard epoch > 0 else { throw .field }
  }

  package var frame: [UInt8] {
    var writer = WireWriter(capacity: MailboxPosition.byteCount)
    writer.uint64(epoch)
    writer.uint64(position)
    return writer.bytes
  }
}

/// A message of a mailbox on its way to a reader (WP 7.1).
package struct MailboxPush: Hashable, Sendable {
  static let byteCount = 24

  package var epoch: UInt64
  package var position: UInt64
  /// The position pushed before this one in the session, or where the session started: a reader that
  /// did not receive that one has a gap.
  package var previous: UInt64
  /// The message's JSON.
  package var item: [UInt8]

  package init(epoch: UInt64, position: UInt64, previous: UInt64, item: [UInt8]) {
    self.epoch = epoch
    self.position = position
    self.previous = previous
    self.item = item
  }

  /// Decodes the frames after the envelope.
  package init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard frames.count == 2, let fields = frames.first, let item = frames.dropFirst().first
    else { throw .frameCount }
    guard item.count <= WireLimits.payloadBytesMax else { throw .oversize }
    var reader = try WireReader(fields, count: MailboxPush.byteCount)
    epoch = reader.uint64()
    position = reader.uint64()
    previous = reader.uint64()
    guard epoch > 0, previous < position, !item.isEmpty else { throw .field }
    self.item = item
  }

  /// The frames after the envelope.
  package var frames: [[UInt8]] {
    var writer = WireWriter(capacity: MailboxPush.byteCount)
    writer.uint64(epoch)
    writer.uint64(position)
    writer.uint64(previous)
    return [writer.bytes, item]
  }
}
