import Bus
import Events
import Foundation
import Glibc

/// A whole system, started with the real executables by `terpadu up` in a directory of its own, and
/// ended with this object.
final class RunningSystem {
  let directory: String
  /// From the start of the process to its word that everything is ready.
  let secondsToReady: Double
  private let supervisor: ChildProcess

  /// Blocks until the system is ready. The executables lie beside this one.
  init(in directory: String) throws {
    self.directory = directory
    let started = MonotonicClock.nanoseconds
    supervisor = try ChildProcess(
      executable: try ChildProcess.siblingExecutable("terpadu"),
      ["up", "--data", directory, "--json"])
    _ = try supervisor.readLine()
    secondsToReady = MonotonicClock.seconds(since: started)
  }

  /// Asks the system to stop and waits until it has.
  func stop() { supervisor.interrupt() }

  func publication(of service: ServiceName) -> Endpoint {
    .ipc(path: "\(directory)/run/\(service.rawValue).pub")
  }

  func door(of service: ServiceName) -> Endpoint {
    .ipc(path: "\(directory)/run/\(service.rawValue).door")
  }

  func database(of service: ServiceName) -> String { "\(directory)/\(service.rawValue).sqlite" }
}
