public import Domain

/// Opens a session on a unit's mailbox (WP 7.1). The session bears its message's correlation.
public struct MailboxOpen: Hashable, Sendable {
  static let byteCount = 20

  public var unit: UnitID
  /// Where the reader stands; `nil` for a reader that has nothing.
  public var position: MailboxPosition?
  /// How many pushes may be unacknowledged, 0 to 32.
  public var window: Int

  public init(unit: UnitID, position: MailboxPosition?, window: Int) {
    self.unit = unit
    self.position = position
    self.window = window
  }

  /// Decodes the frames after the envelope.
  public init(frames: some Collection<[UInt8]>) throws(WireError) {
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
  public var frames: [[UInt8]] {
    var writer = WireWriter(capacity: MailboxOpen.byteCount)
    writer.uint64(position?.epoch ?? 0)
    writer.uint64(position?.position ?? 0)
    writer.uint32(UInt32(window))
    return [Array(unit.rawValue.utf8), writer.bytes]
  }
}
