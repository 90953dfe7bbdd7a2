import Domain
import GRDB
import Log

/// A process with an open log and a writer that works when it is told to.
final class HostProcess {
  let database: LogDatabase
  let writer: LogWriter
  let fatal = SharedBox<[LogError]>([])

  init(directory: String) throws {
    var options = LogDatabase.Options(
      directory: directory, service: "findings", time: Timestamp(milliseconds: 1))
    options.entropy = { [UInt8](repeating: 7, count: $0) }
    database = try LogDatabase(options)
    let fatal = fatal
    // What was written is brought into the file whenever the writer is idle, not only after a while.
    var configuration = LogWriter.Configuration()
    configuration.idleWALBytesMin = 0
    writer = LogWriter(
      turned: database, configuration: configuration,
      handlers: .init(
        clock: { Timestamp(milliseconds: 2) },
        onFatal: { error in fatal.update { $0.append(error) } }),
      onWork: {})
  }

  /// Appends a record in a transaction of its own.
  /// - Returns: whether the commit was confirmed.
  func append(_ text: String) -> Bool {
    let isConfirmed = SharedBox(false)
    writer.submit {
      _ = try $0.append(NewRecord(typeCode: 1, subject: .zero, payload: Array(text.utf8)))
    } completion: { outcome in
      if case .success = outcome { isConfirmed.update { $0 = true } }
    }
    writer.turn(isTick: false)
    return isConfirmed.value
  }

  /// A turn without work, in which the writer brings its WAL into the file.
  func idle() { writer.turn(isTick: true) }

  func texts() throws -> [String] {
    try database.reader().read(after: 0, maxRecords: 1000, maxBytes: 1 << 24).map {
      String(decoding: $0.payload, as: UTF8.self)
    }
  }
}
