import ArgumentParser

/// `terpadu quarantine …`
struct QuarantineGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "quarantine", id: "Catatan yang tidak dapat diterapkan: lihat dan coba lagi.",
      en: "Records that could not be applied: look at them and try again.",
      examples: ["terpadu quarantine list", "terpadu quarantine retry --service watch"],
      subcommands: [QuarantineListCommand.self, QuarantineRetry.self])
  }

  @OptionGroup var global: GlobalOptions
}
