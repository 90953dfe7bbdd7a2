import ArgumentParser
import Domain
import Events
import Foundation
import ServiceRuntime

/// `terpadu up`
struct Up: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "up", id: "Jalankan semua layanan dan jaga agar tetap berjalan.",
      en: "Start all services and keep them running.",
      examples: [
        "terpadu up",
        "terpadu up --data ./latihan --exercise --clock-start 2026-03-04T08:00:00+07:00"
          + " --clock-rate 60",
      ])
  }

  @Flag(
    name: .customLong("exercise"),
    help: .text(
      id: "Latihan: semua yang dikirim ditandai; folder data tersendiri.",
      en: "An exercise: marked everywhere, in a data directory of its own."))
  var isExercise = false

  @Option(
    name: .customLong("clock-start"),
    help: .text(
      id: "Waktu awal latihan, RFC 3339 atau tanggal.",
      en: "The exercise's first moment, RFC 3339 or a date.", valueName: "time"))
  var clockStart: String?

  @Option(
    name: .customLong("clock-rate"),
    help: .text(
      id: "Laju waktu latihan; 60 berarti satu menit terasa satu jam.",
      en: "How fast the exercise's time runs; 60 makes a minute an hour.", valueName: "n"))
  var clockRate: Double?

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let request = try instanceRequest
    try session.data.prepare()
    let lock = try SupervisorLock(session.data)
    try session.data.requireNoUnfinishedRestore()
    try await session.data.requireUsableConfiguration()
    let instance = try session.data.openInstance(request, now: session.environment.now())
    let supervisor = Supervisor(session: session) { stopped in
      try session.show(ReadyPrintout(session: session, instance: instance, stopped: stopped))
    }
    try await supervisor.run()
    withExtendedLifetime(lock) {}
    return .done
  }

  private var instanceRequest: InstanceRequest {
    get throws {
      guard isExercise else {
        if clockStart != nil {
          throw Refusal.invalid("--clock-start", "clock-without-exercise")
        }
        if clockRate != nil { throw Refusal.invalid("--clock-rate", "clock-without-exercise") }
        return .real
      }
      guard let text = clockStart else { return .exercise(start: nil, rate: clockRate) }
      let start = try TimeArgument.time(text, in: "--clock-start")
      return .exercise(start: start, rate: clockRate)
    }
  }
}
