import ArgumentParser
import Domain

/// Who acts: a command that changes something needs a unit.
struct ActorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: .text(
      id: "Unit yang bertindak.", en: "The unit that acts.", valueName: "unit"))
  var unit: UnitID

  @Option(
    name: .customLong("command-id"),
    help: .text(
      id: "Nomor perintah dari percobaan sebelumnya yang tidak terjawab.",
      en: "The command id of an earlier try that got no answer.", valueName: "id"))
  var commandID: String?

  mutating func validate() throws { try CommandSubject.require(commandID) }
}

/// Who acts where the local operator may act too.
struct OperatorOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: .text(
      id: "Unit yang bertindak (bawaan: operator setempat, pada tugas unit pemiliknya).",
      en: "The unit that acts (default: the local operator; on a task its own unit).",
      valueName: "unit"))
  var unit: UnitID?

  @Option(
    name: .customLong("command-id"),
    help: .text(
      id: "Nomor perintah dari percobaan sebelumnya yang tidak terjawab.",
      en: "The command id of an earlier try that got no answer.", valueName: "id"))
  var commandID: String?

  mutating func validate() throws { try CommandSubject.require(commandID) }
}

/// Who reads.
struct ReaderOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: .text(
      id: "Unit yang membaca (bawaan: operator setempat).",
      en: "The unit that reads (default: the local operator).", valueName: "unit"))
  var unit: UnitID?
}

/// Which part of a long list; how many by default and at most is each service's to say.
struct PageOptions: ParsableArguments {
  @Option(
    name: .customLong("after"),
    help: .text(
      id: "Lanjutkan setelah nomor ini.", en: "Go on after this number.", valueName: "number"))
  var after: String?

  @Option(
    name: .customLong("limit"),
    help: .text(id: "Jumlah paling banyak.", en: "At most so many.", valueName: "n"))
  var limit: Int?
}

/// A document from a file or standard input: `--file F`, `--file -` or `-`.
struct DocumentOptions: ParsableArguments {
  @Option(
    name: .customLong("file"),
    help: .text(
      id: "Berkas JSON; - untuk masukan standar.", en: "JSON file; - for standard input.",
      valueName: "file"))
  var file: String?

  @Argument(
    help: .text(
      id: "- untuk membaca dari masukan standar.", en: "- to read standard input.",
      valueName: "-"))
  var standardInput: String?

  mutating func validate() throws {
    guard (file == nil) != (standardInput == nil), standardInput == nil || standardInput == "-"
    else {
      throw ValidationError(
        helpText(
          id: "berikan --file BERKAS, atau - untuk masukan standar",
          en: "give --file FILE, or - for standard input"))
    }
  }

  var source: DocumentSource { DocumentSource(path: file ?? "-") }
}
