/// Names a timer of a ``BusThread``.
package struct TimerToken: Hashable, Sendable {
  package let number: UInt64

  package init(number: UInt64) { self.number = number }
}

/// Timers by due time: a binary heap of (due, number); a cancelled one stays in the heap, without
/// its body, until it is due.
struct TimerQueue {
  typealias Instant = ContinuousClock.Instant

  private struct Entry {
    let due: Instant
    let number: UInt64
  }

  private struct Timer {
    let interval: Duration?
    let body: @Sendable () -> Void
  }

  private var heap: [Entry] = []
  private var timers: [UInt64: Timer] = [:]
  private var lastNumber: UInt64 = 0

  /// When the next timer is due; may be a cancelled one.
  var nextDue: Instant? { heap.first?.due }

  var count: Int { timers.count }

  mutating func add(
    due: Instant, every interval: Duration?, _ body: @escaping @Sendable () -> Void
  ) -> TimerToken {
    lastNumber += 1
    timers[lastNumber] = Timer(interval: interval, body: body)
    push(Entry(due: due, number: lastNumber))
    return TimerToken(number: lastNumber)
  }

  mutating func cancel(_ token: TimerToken) {
    timers[token.number] = nil
    if timers.isEmpty { heap.removeAll(keepingCapacity: true) }
  }

  mutating func removeAll() {
    heap = []
    timers = [:]
  }

  /// Takes the next body that is due, and puts a repeating timer back, to a time after `now`: rounds
  /// that were missed are not made up for.
  mutating func popDue(_ now: Instant) -> (@Sendable () -> Void)? {
    while let first = heap.first, first.due <= now {
      pop()
      guard let timer = timers[first.number] else { continue }
      if let interval = timer.interval {
        let next = first.due + interval
        push(Entry(due: next > now ? next : now + interval, number: first.number))
      } else {
        timers[first.number] = nil
      }
      return timer.body
    }
    return nil
  }

  private mutating func push(_ entry: Entry) {
    heap.append(entry)
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index].due < heap[parent].due else { break }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  private mutating func pop() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[child].due < heap[least].due { least = child }
      }
      guard least != index else { break }
      heap.swapAt(index, least)
      index = least
    }
  }
}
