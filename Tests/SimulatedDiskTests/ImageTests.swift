import GRDBSQLite
import Log
import SimulatedDisk
import Testing

struct ImageTests {
  @Test func `many disks begin with one image, and none changes another`() throws {
    let image = try Host.emptyLog()
    let before = image[Host.log]
    let hosts = try (0..<3).map { _ in try Host(image) }
    for (index, host) in hosts.enumerated() {
      let process = try host.start()
      #expect(process.append("\(index)"))
      process.idle()
      #expect(try process.texts() == ["\(index)"])
    }
    #expect(image[Host.log] == before)
    #expect(Set(hosts.map { $0.disk.bytes(of: Host.log) }).count == 3)
  }

  @Test func `an image of a running host is what a power cut would leave`() throws {
    let host = try Host(Host.emptyLog())
    let process = try host.start()
    #expect(process.append("1"))
    let image = host.disk.image(.durable)
    #expect(process.append("2"))
    let copy = try Host(image)
    #expect(try copy.start().texts() == ["1"])
  }

  @Test func `an older image is put back`() throws {
    let host = try Host(Host.emptyLog())
    let older = host.disk.image()
    do {
      let process = try host.start()
      #expect(process.append("1"))
      host.disk.restore(older)
      #expect(!process.append("2"))
    }
    #expect(try host.start().texts() == [])
  }

  @Test func `a corrupted page is found at the start`() throws {
    let host = try Host(Host.emptyLog())
    let size = try #require(host.disk.bytes(of: Host.log)).count
    for offset in stride(from: 4096, to: size, by: 4096) {
      #expect(host.disk.corrupt(file: Host.log, at: offset))
    }
    #expect(!host.disk.corrupt(file: Host.log, at: size))
    #expect(!host.disk.corrupt(file: "other", at: 0))
    let error = #expect(throws: LogError.self) { try host.start() }
    #expect(error?.code == .damaged || error?.code == .fatal)
  }

  @Test(arguments: [false, true])
  func `a deleted file may come back, unless its folder or any file was synced since`(
    isSynced: Bool
  ) throws {
    for syncsOther in [false, true] {
      let host = try Host()
      let layer = try #require(sqlite3_vfs_find(nil))
      let other = try RawFile("\(host.path)-other")
      try other.sync()
      try {
        let file = try RawFile(host.path)
        try file.write([1], at: 0)
        try file.sync()
      }()
      #expect(layer.pointee.xDelete(layer, host.path, isSynced ? 1 : 0) == SQLITE_OK)
      if syncsOther { try other.sync() }
      #expect(host.disk.bytes(of: Host.log) == nil)
      let isGone = isSynced || syncsOther
      #expect(host.disk.image(.durable)[Host.log] == (isGone ? nil : [1]))
      host.disk.cutPowerLosingUnsynced()
      #expect(host.disk.bytes(of: Host.log) == (isGone ? nil : [1]))
    }
  }
}
