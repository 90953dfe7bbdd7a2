/// Where a program writes: one line a call, the newline is added.
public protocol Console: Sendable {
  func out(_ line: String)
  func err(_ line: String)
}
