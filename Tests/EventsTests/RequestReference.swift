import Domain
import Events

/// Writes `docs/requests.md` from the catalogue of requests.
enum RequestReference {
  static func markdown() throws -> String {
    var lines = head
    for (title, service) in owners {
      lines += ["", "## \(title)"]
      for type in RequestCatalogue.all where type.service == service {
        lines += [""] + (try section(type))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let head = [
    "# The requests",
    "",
    "Generated from `Sources/Events/Requests` by `Tests/EventsTests`; a test compares. After a change:",
    "`TERPADU_UPDATE_GOLDEN=1 swift test --filter EventsTests`.",
    "",
    "What a service's door is asked: commands change something, queries read. The head that carries the",
    "name and the fields is described in [the wire protocol](wire-protocol.md). Each request has one type",
    "in Swift, from which the command line takes its texts, the services their values, and this page",
    "everything. A field marked with `?` may be absent. Fields are texts, but that a whole number is a JSON",
    "number. *Right* is the row of [the table of rights](rights.md) that judges who asks.",
    "",
    "Before a service looks at a request, \(quoted(RequestField.refusals)) refuse its fields, and the rules of",
    "their forms: \(quoted(formRefusals)).",
    "A name that the service does not know is refused with `unknown-request`, a command id that was used for other",
    "content with `command-id-reused`. *Refused with* names what follows from the subject.",
  ]

  private static var formRefusals: [String] {
    let forms: [RequestField.Form] = [
      .text(max: 1), .uuid, .newID, .time, .count(0...1), .word([]), .region,
    ]
    return forms.flatMap(\.refusals)
  }

  private static var owners: [(String, ServiceName?)] {
    ServiceName.allCases.map { ("Asked of \($0.rawValue)", $0) } + [("Asked of every service", nil)]
  }

  private static func section(_ type: any ServiceRequest.Type) throws -> [String] {
    var lines = [
      "### `\(type.name.rawValue)`", "",
      "\(type.summary.en) A \(type.kind.rawValue); right \(RightsTable.row(of: type.action).id);"
        + " answered with `\(answer(of: type))`.",
    ]
    if let document = type.document { lines.append("The document: \(lowercased(document.en))") }
    if !type.fields.isEmpty {
      lines += ["", "| field | holds | |", "|---|---|---|"]
      lines += type.fields.map {
        "| `\($0.name)`\($0.isRequired ? "" : " ?") | \($0.form.description) | \($0.text.en) |"
      }
      let example = String(
        decoding: try EventCoding.encode(type.sample.wireFields), as: UTF8.self)
      lines += ["", "```json", example, "```"]
    }
    if !type.refusals.isEmpty { lines += ["", "Refused with \(quoted(type.refusals))."] }
    return lines
  }

  private static func answer(of type: any ServiceRequest.Type) -> String {
    func name<Content: ServiceRequest>(_: Content.Type) -> String { "\(Content.Answer.self)" }
    return name(type)
  }

  private static func lowercased(_ sentence: String) -> String {
    sentence.prefix(1).lowercased() + sentence.dropFirst()
  }

  private static func quoted(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}

extension RequestField.Form {
  fileprivate var description: String {
    switch self {
    case .text(let max): "text of at most \(max) characters"
    case .reference: "an identifier or a number"
    case .unit: "a unit"
    case .uuid: "UUID"
    case .newID: "UUID of version 7"
    case .time: "time, RFC 3339 with offset"
    case .count(let range):
      range.upperBound == .max
        ? "whole number from \(range.lowerBound)"
        : "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .region: "a region's code"
    }
  }
}
