package import Domain
package import Foundation

/// What a data directory holds: real data, or one exercise with a clock of its own. Written once,
/// when the directory is first used, and never changed: an exercise can never become real.
package struct Instance: Hashable, Codable, Sendable {
  /// The clock of an exercise: at `realAnchor` it showed `exerciseAnchor`, and it runs `rate`
  /// times as fast as real time.
  package struct ExerciseClock: Hashable, Codable, Sendable {
    package var realAnchor: Timestamp
    package var exerciseAnchor: Timestamp
    /// Above 0, at most 100,000.
    package var rate: Double

    package init(realAnchor: Timestamp, exerciseAnchor: Timestamp, rate: Double) {
      self.realAnchor = realAnchor
      self.exerciseAnchor = exerciseAnchor
      self.rate = rate
    }
  }

  package enum Kind: String, Codable, Sendable {
    case real, exercise
  }

  package var kind: Kind
  /// `nil` for real data.
  package var exercise: ExerciseClock?

  package init(exercise: ExerciseClock? = nil) {
    kind = exercise == nil ? .real : .exercise
    self.exercise = exercise
  }

  /// Reads an instance file.
  /// - Throws: `DecodingError`: no JSON, an exercise without a clock or real data with one, a rate
  ///   out of range.
  package init(json: Data) throws {
    let read = try JSONDecoder().decode(Instance.self, from: json)
    let hasLawfulRate = read.exercise.map { $0.rate > 0 && $0.rate <= 100_000 } ?? true
    guard read.isExercise == (read.exercise != nil), hasLawfulRate else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: "kind and clock do not go together"))
    }
    self = read
  }

  package var isExercise: Bool { kind == .exercise }

  /// The domain's time when the machine's clock shows `real`.
  package func domainTime(at real: Timestamp) -> Timestamp {
    guard let exercise else { return real }
    let elapsed =
      (Double(real.milliseconds) - Double(exercise.realAnchor.milliseconds)) * exercise.rate
    let bounded = Int64(max(-Instance.elapsedMax, min(Instance.elapsedMax, elapsed)))
    let (time, isBeyond) = exercise.exerciseAnchor.milliseconds.addingReportingOverflow(bounded)
    return Timestamp(milliseconds: isBeyond ? (bounded < 0 ? .min : .max) : time)
  }

  /// Milliseconds from an exercise's anchor, some 280,000 years: whoever set the clock to the end of
  /// time finds it standing there.
  private static let elapsedMax = 9e15
}

/// What the operator asks for when a system starts.
package enum InstanceRequest: Hashable, Sendable {
  /// Whatever the directory holds; real data when it is new. What a service of a running system
  /// asks for.
  case existing
  case real
  /// The start and the rate take effect only when the directory is new.
  case exercise(start: Timestamp?, rate: Double?)
}

extension DataDirectory {
  /// Reads what the directory holds, or, in a new one, stores what is asked for.
  ///
  /// - Throws: `RuntimeError.instanceMismatch` when real data and an exercise would share it.
  package func openInstance(
    _ request: InstanceRequest, now: Timestamp
  ) throws(RuntimeError) -> Instance {
    if let stored = try storedInstance() {
      switch request {
      case .existing: return stored
      case .real where !stored.isExercise: return stored
      case .real:
        throw .instanceMismatch(path: path, found: .exercise, asked: .real)
      case .exercise(let start, let rate):
        guard let clock = stored.exercise else {
          throw .instanceMismatch(path: path, found: .real, asked: .exercise)
        }
        guard start == nil || start == clock.exerciseAnchor, rate == nil || rate == clock.rate
        else {
          throw .otherExerciseClock(path: path)
        }
        return stored
      }
    }
    let instance: Instance
    switch request {
    case .existing, .real:
      instance = Instance()
    case .exercise(let start, let rate):
      let rate = rate ?? 1
      guard rate > 0, rate <= 100_000 else {
        throw .configuration(key: "--clock-rate", rule: "above 0 and at most 100000")
      }
      instance = Instance(
        exercise: .init(realAnchor: now, exerciseAnchor: start ?? now, rate: rate))
    }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
      try encoder.encode(instance).write(
        to: URL(fileURLWithPath: instanceFile), options: [.atomic])
    } catch {
      throw .dataDirectory(path: instanceFile, detail: error.localizedDescription)
    }
    return instance
  }

  /// What the directory holds; `nil` for a new one, in which nothing is written.
  /// - Throws: `RuntimeError.dataDirectory` for a file that is none of ours.
  package func storedInstance() throws(RuntimeError) -> Instance? {
    guard FileManager.default.fileExists(atPath: instanceFile) else { return nil }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: instanceFile))
      return try Instance(json: data)
    } catch {
      throw .dataDirectory(path: instanceFile, detail: "it is not readable as an instance file")
    }
  }
}

/// The time of the domain: real time, an exercise's time, or a test's.
package struct DomainClock: Sendable {
  private let read: @Sendable () -> Timestamp

  package init(_ read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  /// The clock of a data directory's instance, over the machine's clock.
  package init(instance: Instance) {
    read = { instance.domainTime(at: .machineNow) }
  }

  package func now() -> Timestamp { read() }
}

extension Timestamp {
  /// The machine's clock. Only where a process is put together.
  package static var machineNow: Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
