import Foundation
import ServiceRuntime
import TerpaduCommands

let status = await Program.run(
  Array(CommandLine.arguments.dropFirst()),
  in: ProgramEnvironment(
    variables: ProcessInfo.processInfo.environment,
    console: StandardConsole(),
    readInput: { try StandardInput.read(upTo: $0) },
    makeDoor: { BusDoor(data: $0) },
    now: { .machineNow },
    uptime: { MachineClock.uptime },
    pause: { try await Task.sleep(for: $0) },
    entropy: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
    stopSignals: { StopSignals.stream() },
    executables: OwnExecutable.directory))
exit(status.rawValue)
