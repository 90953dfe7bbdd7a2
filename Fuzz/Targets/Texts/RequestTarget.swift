import Domain
import Events
import ServiceRuntime

/// The head of a request at a door.
enum RequestTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard try Stable.takes(RequestHead.self, input) else { return false }
    let head = try EventCoding.decode(RequestHead.self, from: input)
    let request = Request(head: head, document: [])
    // What services make of parameters that are more than words; a refusal is an answer, too.
    for name in head.parameters.keys {
      if let time = try? request.time(name) { _ = TimeText(time) }
      if let count = try? request.count(name, default: 1, in: 1...200) {
        try hold((1...200).contains(count), "a number lies in its range")
      }
      if let text = try? request.require(name) { try hold(!text.isEmpty, "a word is one") }
    }
    return true
  }
}
