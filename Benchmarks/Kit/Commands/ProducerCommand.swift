public import ArgumentParser

/// The producer's process of `bus`.
public struct ProducerCommand: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "producer", shouldDisplay: false)

  @OptionGroup var place: PlaceOptions

  public init() {}

  public func run() async throws {
    try await ProducerNode.start(at: place.place).serve()
  }
}
