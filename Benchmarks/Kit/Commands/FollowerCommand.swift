package import ArgumentParser

/// A follower's process of `bus`.
package struct FollowerCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "follower", shouldDisplay: false)

  @Option var name: String
  @Option var expect: Int
  @Option(help: "Seconds.") var timeout: Int
  @OptionGroup var place: PlaceOptions

  package init() {}

  package func run() async throws {
    try await FollowerNode(
      name: name, place: place.place, expected: expect, timeout: .seconds(timeout)
    ).run()
  }
}
