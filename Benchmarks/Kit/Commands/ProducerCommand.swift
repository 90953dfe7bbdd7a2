package import ArgumentParser

/// The producer's process of `bus`.
package struct ProducerCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "producer", shouldDisplay: false)

  @OptionGroup var place: PlaceOptions

  package init() {}

  package func run() async throws {
    try await ProducerNode.start(at: place.place).serve()
  }
}
