package import ArgumentParser

/// One process of the measurement of a chain.
package struct ChainLinkCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "chain-link", shouldDisplay: false)

  @Option var input: String
  @Option var output: String?
  @Option var dir: String

  package init() {}

  package func run() async throws {
    try await onBlockingThread { [input, output, dir] in
      try ChainLimit.run(input: input, output: output, in: dir)
    }
  }
}
