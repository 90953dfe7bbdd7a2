import Domain
import Events

/// Asks services what restored logs lack of what they had applied.
struct MissingRecords {
  let client: ServiceClient

  func list(_ service: ServiceName) async throws -> [MissingAnswer.Entry] {
    var entries: [MissingAnswer.Entry] = []
    var after: Int64? = 0
    while let start = after {
      let answer: MissingAnswer = try await client.ask(
        service, RequestHead(.query, .listMissing, parameters: ["after": String(start)]))
      entries += answer.entries
      after = answer.next
    }
    return entries
  }
}
