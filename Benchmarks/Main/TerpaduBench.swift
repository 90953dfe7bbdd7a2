import ArgumentParser
import BenchmarkKit

/// Measures Terpadu beside the limits of the machine on which it runs.
@main
struct TerpaduBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terpadu-bench",
    abstract: "Measure the log, the bus and the system against the machine's limits.",
    subcommands: [
      ReportCommand.self, BusCommand.self, LimitsCommand.self, HistoryCommand.self,
      ProducerCommand.self, FollowerCommand.self, HopEchoCommand.self, ChainLinkCommand.self,
    ],
    defaultSubcommand: ReportCommand.self)
}
