package import Domain

/// The refusal with which `attempt` ends.
/// - Throws: `TestFault` when it is carried out; whatever else `attempt` throws.
package func refused(_ attempt: () async throws -> some Any) async throws -> Refusal {
  do {
    _ = try await attempt()
  } catch let refusal as Refusal {
    return refusal
  }
  throw TestFault("carried out, where a refusal was expected")
}
