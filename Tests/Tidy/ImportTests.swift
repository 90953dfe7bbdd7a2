import Testing

struct ImportTests {
  private static let services = [
    "FindingsService", "HazmatWatchService", "NotifierService", "PemdaLiaisonService",
    "RegistryService",
  ]

  @Test func `Domain imports Foundation's essentials alone, Events besides it Domain alone`() throws
  {
    for (folder, allowed) in [
      ("Sources/Domain", ["Foundation", "FoundationEssentials"]),
      ("Sources/Events", ["Foundation", "FoundationEssentials", "Domain"]),
    ] {
      let files = try SourceTree.files(in: folder)
      #expect(!files.isEmpty)
      for file in files {
        #expect(file.imports.allSatisfy(allowed.contains), "\(file.path)")
      }
    }
  }

  @Test func `no service imports another, and no library imports a service`() throws {
    for file in try SourceTree.shipped() where !file.path.contains("/Daemon/") {
      #expect(file.imports.allSatisfy { !Self.services.contains($0) }, "\(file.path)")
    }
  }

  @Test func `a daemon imports one service and the runtime`() throws {
    for file in try SourceTree.shipped() where file.path.contains("/Daemon/") {
      #expect(file.imports.filter(Self.services.contains).count == 1, "\(file.path)")
      #expect(file.imports.allSatisfy { Self.services.contains($0) || $0 == "ServiceRuntime" })
    }
  }

  @Test func `each C library has one owner`() throws {
    let owners = ["CZeroMQ": "Sources/Bus/", "CSodium": "Sources/Security/"]
    for (library, owner) in owners {
      let users = try SourceTree.shipped().filter { $0.imports.contains(library) }
      #expect(!users.isEmpty)
      for file in users { #expect(file.path.hasPrefix(owner), "\(file.path)") }
    }
  }
}
