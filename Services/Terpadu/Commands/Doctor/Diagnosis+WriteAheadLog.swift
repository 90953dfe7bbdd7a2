import Events

/// A write-ahead log grows while somebody keeps a read of the file open: the writer can then not
/// bring it in.
extension Diagnosis {
  /// A healthy one starts over at 4 MiB.
  private static let walMegabytes = (warning: 64, error: 1_024)

  var writeAheadLogs: [DoctorItem] {
    ServiceName.allCases.compactMap { service in
      guard let bytes = facts.answers[service]?.status.walBytes,
        bytes > Diagnosis.walMegabytes.warning << 20
      else { return nil }
      return .problem(
        "wal-grown", bytes > Diagnosis.walMegabytes.error << 20 ? .error : .warning,
        service: service, ["megabytes": Diagnosis.megabytes(Int64(bytes))])
    }
  }
}
