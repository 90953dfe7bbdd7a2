/// Carries a value that only the writer's thread touches into the writer's work.
///
/// - Note: `@unchecked Sendable`: the log's writer runs all work on its one thread, and nothing else
///   takes the value out.
struct WriterConfined<Value>: @unchecked Sendable {
  let value: Value
}
