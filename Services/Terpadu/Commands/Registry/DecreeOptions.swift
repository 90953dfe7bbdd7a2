import ArgumentParser

/// From when, and by which decree.
struct DecreeOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: .text(
      id: "Mulai berlaku, RFC 3339 atau tanggal.", en: "In force from, RFC 3339 or a date.",
      valueName: "time"))
  var from: String

  @Option(
    name: .customLong("decree"),
    help: .text(
      id: "Nomor Keputusan Kepala BPOM.", en: "The decree of the Head of BPOM.",
      valueName: "text"))
  var decree: String

  var parameters: [String: String] {
    get throws {
      ["from": try TimeArgument.completed(from, in: "from"), "decree": decree]
    }
  }
}
