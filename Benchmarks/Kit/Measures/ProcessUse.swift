import Foundation
import Glibc

/// What processes have used of the machine.
enum ProcessUse {
  /// Processor seconds of this process since its start.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Processor seconds of a process since its start; 0 when the process has gone.
  static func processorSeconds(of process: pid_t) -> Double {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return 0 }
    // The name, which may contain anything, ends with the last parenthesis.
    let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?
      .split(separator: " ")
    guard let fields, fields.count > 12, let user = Double(fields[11]),
      let system = Double(fields[12])
    else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The proportional set size of a process, in MiB; 0 when the process has gone.
  static func proportionalMebibytes(of process: pid_t) -> Double {
    kibibytes("Pss:", in: "/proc/\(process)/smaps_rollup") / 1_024
  }

  /// The bytes of all files below `directory`, in MiB.
  static func mebibytesOnDisk(in directory: String) -> Double {
    guard let files = FileManager.default.enumerator(atPath: directory) else { return 0 }
    var bytes: Int64 = 0
    for case let name as String in files {
      var status = stat()
      if lstat("\(directory)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        bytes += Int64(status.st_size)
      }
    }
    return Double(bytes) / Double(1 << 20)
  }

  private static func kibibytes(_ key: String, in path: String) -> Double {
    guard let data = FileManager.default.contents(atPath: path) else { return 0 }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix(key) {
      return line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    }
    return 0
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}
