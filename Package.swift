// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6, strict imports, warnings are errors.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// Set by `deploy/fuzz`: the toolchain's libFuzzer. Our libraries are then built for it:
/// optimised, with the checks of a debug build, and counting the edges that are taken.
let fuzzerLibrary = Context.environment["TERPADU_FUZZ"]
let fuzzed: [SwiftSetting] =
  fuzzerLibrary == nil
  ? [] : [.unsafeFlags(["-sanitize=fuzzer", "-O", "-assert-config", "Debug"])]

func library(
  _ name: String, _ path: String, _ dependencies: [Target.Dependency] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, resources: resources,
    swiftSettings: strict + fuzzed)
}

func executable(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", resources: resources,
    swiftSettings: strict)
}

let package = Package(
  name: "terpadu",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CZeroMQ", path: "Sources/CZeroMQ"),
    .systemLibrary(name: "CSodium", path: "Sources/CSodium"),
    library("Domain", "Sources/Domain"),
    library("Events", "Sources/Events", ["Domain"]),
    library("Security", "Sources/Security", ["CSodium"]),
    library(
      "Log", "Sources/Log",
      [
        "Domain", "Events", "Security",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [
        .embedInCode("Migrations/log_0001.sql"), .embedInCode("Migrations/log_0002.sql"),
      ]),
    library("Bus", "Sources/Bus", ["CZeroMQ", "Domain", "Events", "Log", "Security"]),
    library(
      "ServiceRuntime", "Sources/ServiceRuntime",
      [
        "Bus", "Domain", "Events", "Log", "Security",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [.embedInCode("Migrations/registry_mirror_0001.sql")]),
    library(
      "RegistryService", "Services/Registry/Service",
      [
        "Bus", "Domain", "Events", "Log", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Reference/Data")]),
    library(
      "FindingsService", "Services/Findings/Service",
      [
        "Bus", "Domain", "Events", "Log", "Security", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Migrations/findings_0002.sql")]),
    library(
      "HazmatWatchService", "Services/HazmatWatch/Service",
      [
        "Bus", "Domain", "Events", "Log", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Migrations/watch_0002.sql")]),
    library(
      "PemdaLiaisonService", "Services/PemdaLiaison/Service",
      [
        "Bus", "Domain", "Events", "Log", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Migrations/liaison_0002.sql")]),
    library(
      "NotifierService", "Services/Notifier/Service",
      [
        "Bus", "Domain", "Events", "Log", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Migrations/notifier_0002.sql")]),
    executable(
      "terpadu-registry", "Services/Registry/Daemon", ["RegistryService", "ServiceRuntime"]),
    executable(
      "terpadu-findings", "Services/Findings/Daemon", ["FindingsService", "ServiceRuntime"]),
    executable(
      "terpadu-watch", "Services/HazmatWatch/Daemon", ["HazmatWatchService", "ServiceRuntime"]),
    executable(
      "terpadu-liaison", "Services/PemdaLiaison/Daemon", ["PemdaLiaisonService", "ServiceRuntime"]),
    executable(
      "terpadu-notifier", "Services/Notifier/Daemon", ["NotifierService", "ServiceRuntime"]),
    tests("DomainTests", ["Domain"]),
    tests("RegistryTests", ["RegistryService", "Domain"]),
    tests("EventsTests", ["Domain", "Events", "Log"], resources: [.copy("Golden")]),
    tests(
      "SchemaTests",
      [
        "Domain", "Events", "FindingsService", "HazmatWatchService", "Log", "NotifierService",
        "PemdaLiaisonService", "RegistryService", "Security", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Golden"), .copy("Released")]),
    tests("Tidy", []),
    library("Localization", "Sources/Localization", ["Domain", "Events"]),
    library(
      "TerpaduCommands", "Services/Terpadu/Commands",
      [
        "Bus", "Domain", "Events", "Localization", "Log", "Security", "ServiceRuntime",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    executable("terpadu", "Services/Terpadu/Executable", ["ServiceRuntime", "TerpaduCommands"]),
    tests("LocalizationTests", ["Domain", "Events", "Localization"]),
    tests(
      "CommandTests",
      [
        "Domain", "Events", "Localization", "Log", "ServiceRuntime", "TerpaduCommands",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    tests("SecurityTests", ["Security"]),
    tests(
      "LogTests",
      [
        "Domain", "Events", "Security", "Log",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [.copy("Golden")]),
    tests("BusTests", ["Bus", "Domain", "Events", "Log", "Security"]),
    tests("BusProtocolTests", ["Domain", "Events", "Log", "Security", "Bus"]),
    library(
      "TestSupport", "Tests/TestSupport",
      [
        "Bus", "Domain", "Events", "FindingsService", "HazmatWatchService", "Log",
        "NotifierService", "PemdaLiaisonService", "RegistryService", "Security",
        "ServiceRuntime", .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      "AcceptanceTests",
      [
        "Bus", "Domain", "Events", "HazmatWatchService", "Localization", "Log", "NotifierService",
        "Security",
        "ServiceRuntime", "TerpaduCommands", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    library(
      "MailboxCrowd", "Tests/MailboxCrowd/Clients", ["Bus", "Domain", "Events", "Security"]),
    executable("terpadu-crowd", "Tests/MailboxCrowd/Process", ["Bus", "MailboxCrowd", "Security"]),
    // Runs the executables of this package as they are built beside the tests.
    tests(
      "ProcessTests",
      [
        "Bus", "Domain", "Events", "MailboxCrowd", "Security", "ServiceRuntime", "TerpaduCommands",
        "terpadu-crowd", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    library(
      "BenchmarkKit", "Benchmarks/Kit",
      [
        "Bus", "CZeroMQ", "Domain", "Events", "FindingsService", "Log", "PemdaLiaisonService",
        "RegistryService", "Security", "ServiceRuntime",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    library("RoutingOracle", "Simulation/Oracle", ["Domain"]),
    tests("RoutingOracleTests", ["Domain", "RegistryService", "RoutingOracle"]),
    library(
      "SimulatedDisk", "Simulation/Disk", [.product(name: "GRDBSQLite", package: "GRDB.swift")]),
    tests(
      "SimulatedDiskTests",
      [
        "Domain", "Log", "SimulatedDisk",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    library(
      "SimulationChecks", "Simulation/Checks",
      [
        "Domain", "Events", "FindingsService", "HazmatWatchService", "Log", "NotifierService",
        "PemdaLiaisonService", "RegistryService", "RoutingOracle", "Security", "ServiceRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "SimulationChecksTests",
      [
        "Bus", "Domain", "Events", "Log", "RegistryService", "RoutingOracle", "Security",
        "ServiceRuntime", "SimulationChecks", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    library(
      "CountrySimulation", "Simulation/Country",
      [
        "Bus", "Domain", "Events", "FindingsService", "HazmatWatchService", "Log",
        "NotifierService", "PemdaLiaisonService", "RegistryService", "Security",
        "ServiceRuntime", "SimulatedDisk", "SimulationChecks",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    executable(
      "terpadu-simulate", "Simulation/Main",
      ["CountrySimulation", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    tests("SimulationTests", ["terpadu-simulate"]),
    executable(
      "terpadu-bench", "Benchmarks/Main",
      [
        "BenchmarkKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    tests(
      "BenchmarkTests",
      ["BenchmarkKit", "terpadu-bench", .product(name: "GRDB", package: "GRDB.swift")]),
    library(
      "FuzzTargets", "Fuzz/Targets",
      [
        "Bus", "Domain", "Events", "Log", "RegistryService", "Security", "ServiceRuntime",
        "TerpaduCommands", .product(name: "Configuration", package: "swift-configuration"),
      ]),
    // Its inputs are read from the tree, where a long run adds to them.
    tests("FuzzTests", ["FuzzTargets"]),
  ],
  swiftLanguageModes: [.v6]
)

if let fuzzerLibrary {
  let fuzzer = executable("terpadu-fuzz", "Fuzz/Driver", ["CLibFuzzer", "FuzzTargets"])
  fuzzer.linkerSettings = [
    .unsafeFlags([fuzzerLibrary]),
    .linkedLibrary("stdc++"),
  ]
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Fuzz/CLibFuzzer"), fuzzer,
  ]
}
