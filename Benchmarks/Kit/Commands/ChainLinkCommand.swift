public import ArgumentParser

/// One process of the measurement of a chain.
public struct ChainLinkCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "chain-link", shouldDisplay: false)

  @Option var input: String
  @Option var output: String?
  @Option var dir: String

  public init() {}

  public func run() async throws {
    try await onBlockingThread { [input, output, dir] in
      try ChainLimit.run(input: input, output: output, in: dir)
    }
  }
}
