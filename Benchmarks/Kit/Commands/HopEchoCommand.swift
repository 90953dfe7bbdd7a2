public import ArgumentParser

/// The other end of the measurement of one hop.
public struct HopEchoCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "hop-echo", shouldDisplay: false)

  @Option var endpoint: String

  public init() {}

  public func run() async throws {
    try await onBlockingThread { [endpoint] in try HopLimit.receive(at: endpoint) }
  }
}
