import ArgumentParser

/// `terpadu registry …`
struct RegistryGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "registry", id: "Ubah rujukan: penetapan koordinator Loka.",
      en: "Change reference data: who coordinates a Loka.",
      examples: [
        "terpadu registry designate pom-rejang-lebong pom-bengkulu --from 2026-03-15"
          + " --decree 'HK.02.02.1.2.03.26.12'"
      ],
      subcommands: [Designate.self, EndDesignation.self])
  }

  @OptionGroup var global: GlobalOptions
}
