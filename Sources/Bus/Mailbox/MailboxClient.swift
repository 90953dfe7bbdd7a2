package import Domain

/// Reads one unit's mailbox through a notifier's door: performs what a ``MailboxReader`` decides.
package actor MailboxClient {
  nonisolated let bus: MessageBus
  private let sink: any MailboxSink
  private let salt: UInt64
  private var reader: MailboxReader
  private var door: DoorLink?
  private var timer: TimerToken?
  private var hasLostLink = false
  /// Messages that were dropped undecoded, by reason.
  package private(set) var dropped: [WireError: UInt64] = [:]

  package nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  /// - Parameter window: how many messages may be with the sink and not stored yet, 1 to 32.
  package init(
    bus: MessageBus, unit: UnitID, window: Int = WireLimits.mailboxWindowMax,
    sink: any MailboxSink
  ) {
    self.bus = bus
    self.sink = sink
    reader = MailboxReader(unit: unit, window: window, seed: bus.thread.randomWord())
    salt = bus.thread.randomWord()
  }

  /// Begins to read after `position`, `nil` for everything, once. The door may come later.
  /// - Throws: `insecure`, `closed`, `system`.
  package func start(
    at endpoint: Endpoint, _ security: ConnectSecurity = .local, after position: MailboxPosition?
  ) throws(BusError) {
    door = try DoorLink(
      to: endpoint, security, pace: endpoint.isLocal ? .service : .unit,
      on: bus.thread,
      whenReady: { [weak self] readiness in self?.assumeIsolated { $0.serve(readiness) } },
      whenLinkChanges: { [weak self] event in self?.assumeIsolated { $0.linkChanged(event) } })
    timer = bus.thread.schedule(after: .milliseconds(250), every: .milliseconds(250)) {
      [weak self] in self?.assumeIsolated { $0.take(.tick) }
    }
    take(.started(position))
  }

  /// Gives up the socket. What is with the sink is not waited for.
  package func close() {
    if let timer { bus.thread.cancel(timer) }
    door?.close()
    door = nil
  }

  package var state: MailboxReaderState { reader.state }

  package var counters: MailboxReaderCounters { reader.counters }

  // MARK: What arrives

  private func serve(_ readiness: Readiness) {
    if readiness.contains(.write) { door?.flush() }
    guard readiness.contains(.read), let door else { return }
    do {
      for _ in 0..<BusTurn.messagesMax {
        switch try door.receive() {
        case .nothing: return
        case .dropped(let reason): dropped[reason, default: 0] += 1
        case .message(let message): take(message.frames)
        }
      }
    } catch {
      // libzmq gave the socket up: the state goes to opening and stays there.
      door.close()
    }
  }

  private func take(_ frames: [[UInt8]]) {
    do throws(WireError) {
      let envelope = try Envelope(frame: frames.first ?? [])
      guard let session = envelope.correlation.number(salt: salt) else { throw .kind }
      take(try event(envelope.kind, session, frames.dropFirst()))
    } catch {
      dropped[error, default: 0] += 1
    }
  }

  private func event(
    _ kind: DoorKind, _ session: UInt64, _ body: ArraySlice<[UInt8]>
  ) throws(WireError) -> MailboxReaderEvent {
    switch kind {
    case .mailboxPush: return .pushed(session: session, try MailboxPush(frames: body))
    case DoorKind.mailboxOpen.refusal:
      return .refused(session: session, try DoorRefusal(frames: body).word)
    default: break
    }
    guard body.count == 1, let frame = body.first else { throw .frameCount }
    switch kind {
    case DoorKind.mailboxOpen.answer:
      return .opened(session: session, try MailboxOpened(frame: frame))
    case .mailboxHead: return .headTold(session: session, try MailboxPosition(frame: frame))
    case .mailboxClose: return .closed(session: session, try WireWord(frame: frame))
    default: throw .kind
    }
  }

  private func linkChanged(_ event: LinkEvent) {
    if event == .down { hasLostLink = true }
    guard event == .up, hasLostLink else { return }
    hasLostLink = false
    take(.linkReset)
  }

  // MARK: What is to be done

  private func take(_ event: MailboxReaderEvent) {
    for effect in reader.step(event, at: bus.thread.now) { perform(effect) }
  }

  private func perform(_ effect: MailboxReaderEffect) {
    switch effect {
    case .open(let session, let open): send(.mailboxOpen, session, open.frames)
    case .sendAck(let session, let position): send(.mailboxAck, session, [position.frame])
    case .close(let session): send(.mailboxClose, session, [WireWord.done.frame])
    case .startOver(let epoch): sink.startOver(epoch: epoch)
    case .report(let state): sink.stateChanged(state)
    case .deliver(let position, let item):
      sink.deliver(position, item: item) { [weak self, bus] in
        bus.thread.post { [weak self] in
          self?.assumeIsolated { $0.take(.stored(position)) }
        }
      }
    }
  }

  private func send(_ kind: DoorKind, _ session: UInt64, _ body: [[UInt8]]) {
    door?.send(
      Envelope(kind: kind, correlation: Correlation(salt: salt, number: session)), body)
  }
}

/// Where a mailbox's messages go. All functions are called on the poll thread and must not block.
package protocol MailboxSink: Sendable {
  /// Takes the next message. `stored` may be called from any thread once it is safe; calls for
  /// later messages cover the earlier.
  func deliver(_ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void)

  /// The mailbox is in this epoch and is read from its start. Messages that come again are recognised
  /// by their ids.
  func startOver(epoch: UInt64)

  func stateChanged(_ state: MailboxReaderState)
}
