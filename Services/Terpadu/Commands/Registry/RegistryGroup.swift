import ArgumentParser

/// `terpadu registry …`
struct RegistryGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "registry", id: "Ubah rujukan: koordinator Loka, hari libur, wilayah, unit.",
      en: "Change reference data: coordinators of Loka, holidays, regions, units.",
      examples: [
        "terpadu registry designate pom-rejang-lebong pom-bengkulu --from 2026-03-15"
          + " --decree 'HK.02.02.1.2.03.26.12'",
        "terpadu registry import --file libur-2027.json",
      ],
      subcommands: [Designate.self, EndDesignation.self, ImportFacts.self])
  }

  @OptionGroup var global: GlobalOptions
}
