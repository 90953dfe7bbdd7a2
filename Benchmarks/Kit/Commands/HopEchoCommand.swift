package import ArgumentParser

/// The other end of the measurement of one hop.
package struct HopEchoCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "hop-echo", shouldDisplay: false)

  @Option var endpoint: String

  package init() {}

  package func run() async throws {
    try await onBlockingThread { [endpoint] in try HopLimit.receive(at: endpoint) }
  }
}
