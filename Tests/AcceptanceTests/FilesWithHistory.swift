import Domain
import Events
import Foundation
import ServiceRuntime
import TestSupport
import Testing

/// The files of a system in which a finding was accepted, one amended and one withdrawn: made once
/// for all tests.
enum FilesWithHistory {
  private static let files = Task { () throws -> [String: Data] in
    let copies = Held<[String: Data]>()
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let reporter: UnitID = "pom-payakumbuh"
      let first = try await system.report(.lontong, by: reporter)
      let withdrawn = try await system.report(.lontong, by: reporter)
      var more = SampleFinding.lontong
      more.kilograms = 60
      try await system.amend(first.id, to: more, by: reporter)
      try await system.settle()
      try await system.withdraw(withdrawn.id, by: reporter)
      try await system.settle()
      let task = try #require(try await system.tasks(of: first.id).first)
      try await system.command(AcceptTask(task: task.number), as: task.unit)
      try await system.settle()
      var files: [String: Data] = [:]
      for service in ServiceName.allCases.reversed() {
        try await system.stop(service)
        try await files.merge(system.copyFiles(of: service)) { $1 }
      }
      copies.value = files
    }
    return copies.value ?? [:]
  }

  static func write(to directory: DataDirectory) async throws {
    for (name, data) in try await files.value {
      try data.write(to: URL(fileURLWithPath: "\(directory.path)/\(name)"))
    }
  }
}
