package import Events
package import Foundation
package import Log
import ServiceRuntime

/// What is done to the files of a service that does not run.
extension TestSystem {
  /// Copies the service's file, for a restore that forgets what came after.
  /// - Returns: file name → content.
  package func copyFiles(of service: ServiceName) throws -> [String: Data] {
    try requireStopped(service)
    let folder = URL(fileURLWithPath: directory.path)
    var copies: [String: Data] = [:]
    for name in try fileNames(of: service) {
      copies[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return copies
  }

  /// Puts a copy back in the place of the service's file.
  package func putBack(_ copies: [String: Data], as service: ServiceName) throws {
    try requireStopped(service)
    let folder = URL(fileURLWithPath: directory.path)
    for name in try fileNames(of: service) {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
    for (name, data) in copies { try data.write(to: folder.appendingPathComponent(name)) }
  }

  /// The database and its journal.
  private func fileNames(of service: ServiceName) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasPrefix("\(service.rawValue).sqlite") }
  }

  /// Appends records to the service's log that its own program would not write.
  package func append(_ records: [NewRecord], to service: ServiceName) async throws {
    try requireStopped(service)
    let database = try LogDatabase(
      LogDatabase.Options(
        directory: directory.path, service: service.rawValue,
        migrations: TestSystem.logic(of: service)().migrations,
        isExercise: instance.isExercise, time: clock.now))
    let writer = try LogWriter(
      database,
      handlers: LogWriter.Handlers(clock: { [clock] in clock.now }) { [weak self] error in
        self?.noteFatal(error.description)
      })
    try await writer.perform { transaction in
      for record in records { try transaction.append(record) }
    }
    writer.stop()
    appended.insert(service)
  }

  /// Checks the files of all services as `verify` does; they must not run.
  /// - Returns: what is wrong, but for the tables of a service to whose log the test appended records
  ///   itself: they do not know them.
  package func verify() throws -> [String] {
    var faults = fatalFaults
    for service in ServiceName.allCases {
      try requireStopped(service)
      faults += try ServiceVerification.run(TestSystem.logic(of: service)(), in: directory)
        .faults.filter { fault in
          !appended.contains(service)
            || fault.name != "projection" && !fault.name.hasPrefix("row-")
        }.map { "\(service.rawValue): \($0.name) \($0.sequence ?? 0) \($0.parameters)" }
    }
    return faults
  }

  private func requireStopped(_ service: ServiceName) throws {
    guard !running.contains(service) else { throw TestFault("\(service.rawValue) runs") }
  }
}
