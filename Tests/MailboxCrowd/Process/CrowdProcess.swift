import Bus
import Foundation
import MailboxCrowd
import Security

/// A process full of mailbox readers, for crowds that are too large for one: a process may hold so
/// many open files, and each reader takes four.
///
/// ```text
/// terpadu-crowd PORT SERVER-KEY KEYS FIRST COUNT
/// ```
///
/// KEYS is a file with a line `UNIT SECRET-KEY` for each unit, keys in hexadecimal digits. The readers
/// FIRST, FIRST + 1, … connect to the units' door on that port, the units in turn. What happens to each
/// is one line on standard output: `open N`, `shut N`, `message N ID`, `fault N TEXT`. It runs until it
/// is killed.
@main
struct CrowdProcess {
  private struct Misuse: Error {}

  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count == 6, let port = UInt16(words[1]), let server = bytes(ofDigits: words[2]),
      let first = Int(words[4]), let count = Int(words[5])
    else { throw Misuse() }
    let keys = try String(contentsOfFile: words[3], encoding: .utf8).split(separator: "\n")
      .map { line throws -> (unit: String, keys: CurveKeyPair) in
        let parts = line.split(separator: " ")
        guard parts.count == 2, let secret = bytes(ofDigits: parts[1]),
          let pair = CurveKeyPair(secretKey: secret)
        else { throw Misuse() }
        return (String(parts[0]), pair)
      }
    let pairs = Dictionary(uniqueKeysWithValues: keys.map { ($0.unit, $0.keys) })
    let turn = keys.indices.map { keys[(first + $0) % keys.count].unit }
    let crowd = try await Crowd(
      Crowd.Members(count, of: turn), at: .tcp(host: "127.0.0.1", port: port),
      security: { unit in
        guard let pair = pairs[unit] else { throw Misuse() }
        return .curve(keys: pair, serverKey: server)
      },
      onEvent: { tell($1, of: first + $0) })
    while true { try await Task.sleep(for: .seconds(3600)) }
    withExtendedLifetime(crowd) {}
  }

  /// In one write, so that lines of several threads do not mix.
  private static func tell(_ event: CrowdReader.Event, of reader: Int) {
    let line =
      switch event {
      case .opened: "open \(reader)"
      case .closed: "shut \(reader)"
      case .message(let message): "message \(reader) \(message)"
      case .fault(let text): "fault \(reader) \(text.replacing("\n", with: " "))"
      }
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  private static func bytes(ofDigits text: some StringProtocol) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
