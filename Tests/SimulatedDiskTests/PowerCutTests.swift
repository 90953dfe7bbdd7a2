import Domain
import Log
import SimulatedDisk
import Testing

struct PowerCutTests {
  @Test func `what was confirmed survives a power cut that spares only what was synced`() throws {
    let host = try Host(Host.emptyLog())
    do {
      let process = try host.start()
      for number in 1...5 { #expect(process.append("\(number)")) }
    }
    host.disk.cutPowerLosingUnsynced()
    #expect(try host.start().texts() == ["1", "2", "3", "4", "5"])
  }

  @Test func `a transaction that was not committed is gone after a power cut`() throws {
    for seed in 1...20 {
      var dice = SeededGenerator(seed: UInt64(seed))
      let host = try Host(Host.emptyLog())
      do {
        let process = try host.start()
        let disk = host.disk
        #expect(process.append("kept"))
        process.writer.submit {
          for _ in 0..<400 {
            // More than the page cache holds back goes into the WAL before the commit.
            let large = [UInt8](repeating: 1, count: 60_000)
            _ = try $0.append(NewRecord(typeCode: 1, subject: .zero, payload: large))
          }
          disk.freeze()
        } completion: { _ in
        }
        process.writer.turn(isTick: false)
        #expect(process.fatal.value.count == 1)
      }
      #expect(host.disk.counters.bytesWritten > 8 << 20)
      host.disk.cutPower(using: &dice)
      #expect(try host.fault(confirmed: 1, submitted: ["kept"]) == nil, "seed \(seed)")
    }
  }

  /// The host dies at each operation of five commits and a checkpoint, before and after it.
  @Test(arguments: [DiskOutcome.freeze, .freezeAfter])
  func `death at any operation leaves all that was confirmed and no part of a commit`(
    outcome: DiskOutcome
  ) throws {
    let image = try Host.emptyLog()
    var dice = SeededGenerator(seed: 1)
    var deaths = 0
    var whole = 0
    for number in 1...10_000 {
      let host = try Host(image)
      let (confirmed, hasDied) = try host.run(dyingAt: number, as: outcome)
      guard hasDied else { break }
      deaths += 1
      switch number % 3 {
      case 0: host.disk.killProcess()
      case 1: host.disk.cutPowerLosingUnsynced()
      default: host.disk.cutPower(using: &dice)
      }
      let fault = try host.fault(confirmed: confirmed, submitted: Host.texts)
      #expect(fault == nil, "operation \(number)")
      if try host.start().texts().count > confirmed { whole += 1 }
    }
    #expect(deaths > 60)
    // Durable and not confirmed: the moment that retries are for.
    #expect(whole > 0)
  }

  @Test func `a disk that lies about syncs is found by the same check`() throws {
    let host = try Host(Host.emptyLog())
    var confirmed = 0
    do {
      let process = try host.start()
      host.disk.plan = { $0.kind == .sync ? .pretend : .proceed }
      for text in Host.texts where process.append(text) { confirmed += 1 }
    }
    host.disk.plan = nil
    #expect(confirmed == Host.texts.count)
    host.disk.cutPowerLosingUnsynced()
    let fault = try host.fault(confirmed: confirmed, submitted: Host.texts)
    #expect(fault == "5 confirmed, 0 there")
  }

  @Test func `a process that is killed leaves all that it wrote, synced or not`() throws {
    let host = try Host(Host.emptyLog())
    do {
      let process = try host.start()
      host.disk.plan = { $0.kind == .sync ? .pretend : .proceed }
      for text in Host.texts { #expect(process.append(text)) }
    }
    host.disk.plan = nil
    host.disk.killProcess()
    #expect(try host.fault(confirmed: 5, submitted: Host.texts) == nil)
  }

  @Test func `a new disk loses or keeps the making of a log as a whole`() throws {
    var found: Set<Int> = []
    for number in 1...10_000 {
      var dice = SeededGenerator(seed: UInt64(number))
      let host = try Host()
      host.disk.plan = { $0.number == number ? .freeze : .proceed }
      let isMade = (try? host.start()) != nil
      host.disk.plan = nil
      if isMade { break }
      host.disk.cutPower(using: &dice)
      #expect(try host.fault(confirmed: 0, submitted: []) == nil, "operation \(number)")
      found.insert(number)
    }
    #expect(found.count > 50)
  }

  @Test func `each sector of an unsynced write stays or not, and nothing beside it changes`() throws
  {
    var sectors: Set<[Bool]> = []
    for seed in 1...200 {
      var dice = SeededGenerator(seed: UInt64(seed))
      let host = try Host()
      let file = try RawFile(host.path)
      try file.write([UInt8](repeating: 1, count: 4096), at: 0)
      try file.sync()
      try file.write([UInt8](repeating: 2, count: 2000), at: 100)
      host.disk.cutPower(using: &dice)
      let bytes = try #require(host.disk.bytes(of: Host.log))
      #expect(bytes.count == 4096)
      #expect(bytes[..<100].allSatisfy { $0 == 1 })
      #expect(bytes[2100...].allSatisfy { $0 == 1 })
      let parts = [100..<512, 512..<1024, 1024..<1536, 1536..<2048, 2048..<2100]
      for part in parts { #expect(Set(bytes[part]).count == 1, "seed \(seed)") }
      sectors.insert(parts.map { bytes[$0.lowerBound] == 2 })
    }
    // All, nothing, a beginning, and holes.
    #expect(sectors.contains([true, true, true, true, true]))
    #expect(sectors.contains([false, false, false, false, false]))
    #expect(sectors.contains([true, true, false, false, false]))
    #expect(sectors.contains { $0.first == false && $0.contains(true) })
  }

  /// Against a model that keeps whole copies: any writes, truncations and syncs.
  @Test(arguments: 1...20)
  func `after any changes what was synced is durable, and each byte is an old or a new one`(
    seed: UInt64
  ) throws {
    var dice = SeededGenerator(seed: seed)
    let host = try Host()
    let file = try RawFile(host.path)
    try file.sync()
    var durable: [UInt8] = []
    var present: [UInt8] = []
    // What has been at each place since the last sync.
    var values: [Set<UInt8>] = []
    for number in 1...60 {
      let place = Int.random(in: 0...3000, using: &dice)
      switch Int.random(in: 0..<8, using: &dice) {
      case 0:
        try file.sync()
        durable = present
        values = present.map { [$0] }
      case 1:
        try file.truncate(to: place)
        present = Array((present + [UInt8](repeating: 0, count: 3000)).prefix(place))
      default:
        let bytes = [UInt8](repeating: UInt8(number), count: Int.random(in: 1...900, using: &dice))
        try file.write(bytes, at: place)
        let missing = max(0, place + bytes.count - present.count)
        present += [UInt8](repeating: 0, count: missing)
        present.replaceSubrange(place..<place + bytes.count, with: bytes)
      }
      for (index, value) in present.enumerated() {
        if index < values.count { values[index].insert(value) } else { values.append([0, value]) }
      }
      #expect(host.disk.bytes(of: Host.log) == present)
      #expect(host.disk.image(.durable)[Host.log] == durable, "\(number)")
    }
    host.disk.cutPower(using: &dice)
    let left = try #require(host.disk.bytes(of: Host.log))
    #expect(left.count <= values.count)
    for (index, value) in left.enumerated() where value != 0 {
      #expect(values[index].contains(value), "byte \(index)")
    }
  }

  @Test func `a new file is there after a power cut from its first sync on`() throws {
    let host = try Host()
    let file = try RawFile(host.path)
    try file.write([1, 2, 3], at: 0)
    #expect(host.disk.image(.durable).names == [])
    try file.sync()
    try file.write([4], at: 0)
    #expect(host.disk.image(.durable)[Host.log] == [1, 2, 3])
    #expect(host.disk.image(.present)[Host.log] == [4, 2, 3])
    try file.truncate(to: 1)
    host.disk.cutPowerLosingUnsynced()
    #expect(host.disk.bytes(of: Host.log) == [1, 2, 3])
  }
}
