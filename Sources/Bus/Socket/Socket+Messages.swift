internal import CZeroMQ
internal import Glibc
internal import Security

extension Socket {
  /// Every byte is copied once, out of libzmq.
  func receive(_ limits: ReceiveLimits) throws(BusError) -> Received {
    guard !isClosed else { return .nothing }
    var frames: [[UInt8]] = []
    var sender: AuthenticatedPeer?
    var count = 0
    var bytes = 0
    var fault: WireError?
    while true {
      zmq_msg_init(part)
      // Within a message this cannot fail for want of data: libzmq delivers whole messages.
      guard try receivePart() else { return .nothing }
      let size = zmq_msg_size(part)
      count += 1
      bytes += size
      if count > limits.frames { fault = fault ?? .frameCount }
      if bytes > limits.bytes { fault = fault ?? .oversize }
      if fault == nil {
        // libzmq 4.3.4 may lose the metadata of a ROUTER's first frame.
        if count == 2 || kind != .router && count == 1 { sender = partSender() }
        frames.append([UInt8](UnsafeRawBufferPointer(start: zmq_msg_data(part), count: size)))
      }
      let hasMore = zmq_msg_more(part) != 0
      zmq_msg_close(part)
      if !hasMore { break }
    }
    if let fault { return .dropped(fault) }
    return .message(BusMessage(frames: frames, sender: sender))
  }

  /// Every byte is copied.
  @discardableResult
  func send(_ frames: [[UInt8]]) throws(BusError) -> SendOutcome {
    var outcome = SendOutcome.sent
    for (index, frame) in frames.enumerated() {
      let isLast = index == frames.count - 1
      let result = try send(frame, isLast: isLast)
      if index == 0, result != .sent { return result }
      // The peer went away between two frames. libzmq swallows the rest of the message, which it
      // must be given all the same.
      if result != .sent { outcome = .gone }
    }
    return outcome
  }

  func send(_ frame: [UInt8], isLast: Bool) throws(BusError) -> SendOutcome {
    try requireOpen("send")
    let flags = isLast ? ZMQ_DONTWAIT : ZMQ_DONTWAIT | ZMQ_SNDMORE
    while true {
      let sent = frame.withUnsafeBytes { zmq_send(raw, $0.baseAddress, $0.count, flags) }
      if sent >= 0 { return .sent }
      switch zmq_errno() {
      case EINTR: continue
      case EAGAIN: return .full
      case EHOSTUNREACH: return .gone
      default: throw BusError.lastCall("send")
      }
    }
  }

  private func receivePart() throws(BusError) -> Bool {
    while zmq_msg_recv(part, raw, ZMQ_DONTWAIT) < 0 {
      let number = zmq_errno()
      if number == EINTR { continue }
      let error = BusError.lastCall("receive")
      zmq_msg_close(part)
      if number == EAGAIN { return false }
      throw error
    }
    return true
  }

  private func partSender() -> AuthenticatedPeer? {
    guard let user = zmq_msg_gets(part, "User-Id"),
      let key = zmq_msg_gets(part, ZapHandler.keyProperty)
    else { return nil }
    let name = String(cString: user)
    guard !name.isEmpty, let publicKey = Hexadecimal.bytes(of: String(cString: key)) else {
      return nil
    }
    return AuthenticatedPeer(user: name, publicKey: publicKey)
  }
}
