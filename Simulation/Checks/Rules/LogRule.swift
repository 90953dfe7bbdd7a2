import Domain
import Events
import Log
import Security
import ServiceRuntime

/// **Logs.** The records of each log are numbered 1, 2, 3 …, each carries the hash of the one before and
/// its own, recomputed here over the bytes as they are stored, and belongs to this log. Each event can be read and says of itself
/// what its header says; it rests only on what the service had applied. The shipped verifier finds no fault either.
struct LogRule {
  let country: Country
  let paths: CountryFiles

  func violations() throws -> [Violation] {
    var violations = country.unreadable
    for service in ServiceName.allCases {
      guard let file = country.files[service] else { continue }
      violations += chain(of: file) + events(of: file)
      violations += try LogVerifier(path: paths.path(service), checksPages: paths.checksPages)
        .run().faults.map { Violation(.logs, "\(service.rawValue), verifier: \($0)") }
    }
    return violations + (try verification())
  }

  // MARK: The chain

  private func chain(of file: ServiceFile) -> [Violation] {
    var violations: [Violation] = []
    var previous = Digest32.zero
    var number: UInt64 = 0
    var epoch: UInt64 = 1
    for record in file.records {
      number += 1
      let header = record.header
      let identity = file.reader.identity
      let isOwn =
        header.log == identity.log && header.epoch >= epoch && header.epoch <= identity.epoch
        && header.flags.contains(.exercise) == identity.isExercise
      let isRight =
        isOwn && header.sequence == number && header.previousHash == previous
        && header.hash == LogRule.hash(of: record)
      if !isRight {
        violations.append(
          Violation(
            .logs, "\(file.service.rawValue) \(header.sequence) does not continue the chain"))
      }
      (previous, number, epoch) = (header.hash, header.sequence, header.epoch)
    }
    return violations
  }

  /// The hash by the text of the format: the header with bytes 4, 5 and 104 to 135 zero, then the
  /// payload.
  private static func hash(of record: Log.Record) -> Digest32 {
    var covered = record.header.bytes
    for index in [4, 5] + Array(104..<136) { covered[index] = 0 }
    return Hashing.blake2b256(covered + record.payload)
  }

  // MARK: The events

  private func events(of file: ServiceFile) -> [Violation] {
    let service = file.service
    var identifiers: Set<UUIDBytes> = []
    return file.records.compactMap { record in
      let header = record.header
      guard header.minReader <= EventType.readerVersion,
        let type = EventCatalogue.types[header.typeCode],
        // What cannot be read at all has been named.
        let head = try? EventCoding.decode(EventHead.self, from: record.payload)
      else { return nil }
      let isRight =
        head.source == service && head.type == type.name && head.time == header.time
        && head.subject == ID<AnyEvent>(bytes: header.subject).description
        && type.owner ?? service == service
        && header.event != .zero && identifiers.insert(header.event).inserted
        && header.causes.allSatisfy { isApplied($0, by: file) }
      return isRight
        ? nil
        : Violation(.logs, "the event of \(service.rawValue) \(header.sequence) is not lawful")
    }
  }

  private func isApplied(_ cause: LogPosition, by file: ServiceFile) -> Bool {
    file.cursors.values.contains {
      // What an earlier epoch had may be lost since.
      $0.log == cause.log && (cause.sequence <= $0.sequence || cause.epoch < $0.epoch)
    }
  }

  // MARK: What an operator would run

  private func verification() throws -> [Violation] {
    guard let directory = paths.directory else { return [] }
    return try ServiceName.allCases.flatMap { service in
      try ServiceVerification.run(Services.logic(of: service), in: directory).faults.map { fault in
        let place = fault.sequence.map { " at \($0)" } ?? ""
        return Violation(
          .logs, "\(service.rawValue), verify: \(fault.name)\(place) \(fault.parameters)")
      }
    }
  }
}
