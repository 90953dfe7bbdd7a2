import ArgumentParser

/// Where a child process finds the others.
struct PlaceOptions: ParsableArguments {
  @Option var dir: String
  @Option var transport = BusPlace.Transport.ipc
  @Option var port = BusPlace.portDefault

  var place: BusPlace { BusPlace(directory: dir, transport: transport, port: port) }
}
