import Domain
import Events
import GRDB
import Log

/// **Numbers.** Findings, cases, tasks and messages are numbered 1, 2, 3 … in each year of Jakarta,
/// in the order of the log, and the counters stand at the last number. One that a restored log gave names
/// its epoch.
struct NumberRule {
  let country: Country

  func violations() throws -> [Violation] {
    try check(
      "F", .findings, "finding_counter",
      country.steps.filter { $0.kind == .reported }.map { ($0.snapshot.number, $0.header) })
      + check(
        "K", .watch, "case_counter", country.openings.map { ($0.content.caseNumber, $0.header) })
      + check(
        "T", .liaison, "task_counter",
        country.tasks.filter(\.isCreated).map { ($0.snapshot.number, $0.header) })
      + check(
        "M", .notifier, "message_counter",
        country.postings.flatMap { posting in
          posting.numbers.map { ($0, posting.header) }
        })
  }

  private func check(
    _ prefix: String, _ service: ServiceName, _ counter: String,
    _ numbers: [(number: String, header: RecordHeader)]
  ) throws -> [Violation] {
    guard let file = country.files[service] else { return [] }
    var last: [Int: Int] = [:]
    var violations: [Violation] = []
    for (number, header) in numbers {
      let year = header.time.date(in: .wib).year
      last[year, default: 0] += 1
      let digits = String(last[year, default: 0])
      let expected =
        "\(prefix)-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        + (header.epoch > 1 ? "-\(header.epoch)" : "")
      if number != expected {
        violations.append(Violation(.numbers, "\(number) stands where \(expected) must"))
      }
    }
    var counters: [Int: Int] = [:]
    for row in try file.rows("SELECT year, last FROM \(counter)") {
      counters[row["year"]] = row["last"]
    }
    if counters != last {
      violations.append(
        Violation(.numbers, "\(counter) has \(counters.sorted { $0.key < $1.key }), not \(last)"))
    }
    return violations
  }
}

extension Recorded<MessagesPosted> {
  /// The numbers of its messages, in order.
  fileprivate var numbers: [String] {
    data.entries.indices.compactMap { index in
      data.message(index, postedAt: header.time, isExercise: false, acknowledgedAt: nil)?.number
    }
  }
}
