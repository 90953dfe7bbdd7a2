/// Carries what only the simulation's thread touches into closures that might run anywhere.
///
/// - Note: `@unchecked Sendable`: the simulation's one thread runs them all.
struct Confined<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

/// Something that is read again at each call.
///
/// - Note: `@unchecked Sendable`: read by the simulation's one thread.
struct SimulationReading<Value>: @unchecked Sendable {
  private let read: () -> Value

  init(_ read: @escaping () -> Value) { self.read = read }

  @Sendable func callAsFunction() -> Value { read() }
}

/// Dice that several parts of a process throw.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SharedDice: @unchecked Sendable {
  private var random: SimulationRandom

  init(_ random: SimulationRandom) { self.random = random }

  func number(_ range: ClosedRange<Int>) -> Int { random.number(range) }
  func bytes(_ count: Int) -> [UInt8] { random.bytes(count) }
  func split() -> SimulationRandom { random.split() }
}
