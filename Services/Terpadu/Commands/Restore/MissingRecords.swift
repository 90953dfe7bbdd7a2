import Domain
import Events

/// Asks services what restored logs lack of what they had applied.
struct MissingRecords {
  let client: ServiceClient

  func list(_ service: ServiceName) async throws -> [MissingAnswer.Entry] {
    var entries: [MissingAnswer.Entry] = []
    var after: Int64? = 0
    while let start = after {
      let answer = try await client.ask(ListMissing(after: start), of: service)
      entries += answer.entries
      after = answer.next
    }
    return entries
  }
}
