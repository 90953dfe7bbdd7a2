extension Door {
  /// Answers replay requests from a log; to be called before ``bind(_:_:)``.
  public func serveReplay(_ service: ReplayService) {
    on(.replay) { request, responder in
      service.request(request.body, from: request.peer.key) { outcome in
        switch outcome {
        case .answer(let answer): responder.answer(answer.frames)
        case .refusal(let refusal):
          responder.refuse(refusal.word, refusal.head.map { [$0.wireFrame] } ?? [])
        }
      }
    }
  }

  /// Notes the followers' position reports on `board`; to be called before ``bind(_:_:)``.
  public func servePositionReports(_ board: FollowerPositions) {
    onNotice(.positionReport) { board.note($0) }
  }
}

extension DoorPeer {
  /// Tells this connection from every other of the door.
  var key: [UInt8] { [UInt8(truncatingIfNeeded: socket)] + routingID }
}
