import Glibc

/// A bounded queue between any threads and the one that takes from it, many at once.
///
/// - Note: `@unchecked Sendable` because all state is guarded by `mutex`.
final class WorkQueue<Item: Sendable>: @unchecked Sendable {
  enum Refusal: Error {
    case full
    case closed
  }

  private let limit: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var items: [Item] = []
  private var isClosed = false
  private var isTakerWaiting = false

  init(limit: Int) {
    self.limit = limit
    pthread_mutex_init(mutex, nil)
    // Waiting is by the monotonic clock, so that a leap of the wall clock changes nothing.
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(arrival, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(arrival)
    pthread_mutex_destroy(mutex)
    arrival.deallocate()
    mutex.deallocate()
  }

  /// Never blocks longer than another thread's append.
  func put(_ item: Item) throws(Refusal) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !isClosed else { throw .closed }
    guard items.count < limit else { throw .full }
    items.append(item)
    if isTakerWaiting { pthread_cond_signal(arrival) }
  }

  /// Lets nothing more in; what is inside can still be taken.
  func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_signal(arrival)
    pthread_mutex_unlock(mutex)
  }

  var count: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return items.count
  }

  /// Takes the first `count` items, or what there is, waiting for the first until `deadline`. One
  /// thread only.
  /// - Returns: an empty array after the deadline; `nil` when closed and empty.
  func take(_ count: Int, until deadline: MonotonicInstant) -> [Item]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    isTakerWaiting = true
    defer { isTakerWaiting = false }
    var limit = deadline.timespec
    while items.isEmpty, !isClosed {
      if pthread_cond_timedwait(arrival, mutex, &limit) == ETIMEDOUT { break }
    }
    if items.isEmpty { return isClosed ? nil : [] }
    let taken = Array(items.prefix(count))
    items.removeFirst(taken.count)
    return taken
  }
}
