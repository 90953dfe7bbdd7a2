import CountrySimulation
import Foundation

/// Runs every so-manieth seed and writes each outcome as a line of JSON.
struct SeedWorker {
  let first: UInt64
  let count: UInt64
  let step: UInt64

  func run() throws {
    let folder = try LockFolder()
    let simulation = try Simulation(in: folder.path)
    let encoder = JSONEncoder()
    var seed = first
    while seed - first < count {
      let line = try encoder.encode(simulation.run(seed)) + Data("\n".utf8)
      try FileHandle.standardOutput.write(contentsOf: line)
      seed += step
    }
  }
}
