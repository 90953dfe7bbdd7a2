import Foundation

/// What a verifier found, without what it says of it to people.
struct Verdict: Equatable, CustomStringConvertible {
  /// `service: fault` with the follower concerned and the record, each as often as it was found,
  /// sorted; `pages` once.
  let faults: [String]

  private struct Output: Decodable {
    struct Service: Decodable {
      struct Fault: Decodable {
        let name: String
        let sequence: UInt64?
        let parameters: [String: String]
      }

      let service: String
      let faults: [Fault]
    }

    let services: [Service]
  }

  /// - Parameter output: the JSON that both print.
  init(_ output: String) throws {
    let read = try JSONDecoder().decode(Output.self, from: Data(output.utf8))
    faults = read.services.flatMap { service -> [String] in
      let all = service.faults.map { fault in
        "\(service.service): \(fault.name)"
          + (fault.parameters["follower"].map { " of \($0)" } ?? "")
          + (fault.sequence.map { " at \($0)" } ?? "")
      }
      let pages = "\(service.service): pages"
      return all.filter { $0 != pages } + (all.contains(pages) ? [pages] : [])
    }.sorted()
  }

  /// What the other verifier, which knows no service's tables, finds as well: what is wrong with
  /// the tables is left out.
  var withoutTables: [String] {
    faults.filter { fault in
      let name = fault.split(separator: " ")[1]
      return !["projection", "tables"].contains(name) && !name.hasPrefix("row-")
    }
  }

  func names(_ fault: String) -> Bool {
    faults.contains { $0 == fault || $0.hasPrefix("\(fault) ") }
  }

  var description: String { faults.isEmpty ? "clean" : faults.joined(separator: ", ") }
}
