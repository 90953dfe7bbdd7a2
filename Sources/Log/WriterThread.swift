import Glibc

/// A thread of the operating system that can be joined. All signals are blocked in it: they are
/// for the process's main thread.
struct WriterThread: Sendable {
  private let thread: pthread_t

  init(_ body: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(ThreadBody(body: body))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue()
        start.run()
        return nil
      }, box.toOpaque())
    guard result == 0 else {
      box.release()
      throw LogError(.fatal, "Cannot start a thread: \(String(cString: strerror(result)))")
    }
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }
}

private final class ThreadBody: Sendable {
  private let body: @Sendable () -> Void

  init(body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  func run() {
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    body()
  }
}
