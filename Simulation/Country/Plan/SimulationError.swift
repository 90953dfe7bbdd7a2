/// Why a simulation itself cannot go on; nothing of what it simulates.
struct SimulationError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
