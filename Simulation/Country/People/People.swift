import Domain
import Events

/// What the people of a simulated country do, by the dice: officers report and correct, Pemda answer,
/// coordinators acknowledge, operators change the registry.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class People: @unchecked Sendable {
  /// Where the programs that they use run.
  static let host = "people"

  let clerk: Clerk
  let readers: [MailReader]
  /// How many of the people's stories are not at their end.
  private(set) var busy = 0
  private let site: SimulatedSite
  private var random: SimulationRandom
  /// The regions of which officers know.
  private var regions = ReferenceCountry.regencies
  private var splits = 0
  /// Findings that were accepted, with their reporters.
  private var reported: [(finding: ID<Finding>, reporter: UnitID)] = []

  init(at site: SimulatedSite, random: SimulationRandom) {
    self.site = site
    self.random = random
    clerk = Clerk(at: site, random: self.random.split())
    var dice = self.random.split()
    readers = People.units.map { MailReader(of: UnitID($0), at: site, random: dice.split()) }
  }

  static let units =
    ReferenceCountry.offices.map(\.unit) + ReferenceCountry.governments.map { "pemda-\($0)" }
    + ReferenceCountry.ministries + ["pusat-kepala", "pusat-deputi-3"]

  // MARK: Stories

  /// A finding from its report on.
  func report(after microseconds: Int64) {
    var dice = random.split()
    tell(after: microseconds) { [self] in try await follow(&dice) }
  }

  /// A new decree, a region that is split off, next year's holidays.
  func changeRegistry(after microseconds: Int64) {
    var dice = random.split()
    tell(after: microseconds) { [self] in try await change(&dice) }
  }

  /// The Loka has had another coordinator for up to two days, and the registry is told now.
  func decreeCoordinator(after microseconds: Int64) {
    var dice = random.split()
    tell(after: microseconds) { [self] in
      let from = site.clock.now.adding(.seconds(-dice.number(0...150_000)))
      try await designate(from: from, dice.pick(["pom-c", "pom-d"]))
    }
  }

  /// The holidays of next year are decreed.
  func decreeHolidays(after microseconds: Int64) {
    var dice = random.split()
    tell(after: microseconds) { [self] in try await importHolidays(of: 2027, &dice) }
  }

  /// A finding that was told is taken back, if there is one by then.
  func withdrawSomething(after microseconds: Int64) {
    var dice = random.split()
    tell(after: microseconds) { [self] in
      guard !reported.isEmpty else { return }
      let (finding, reporter) = dice.pick(reported)
      try await clerk.command(
        WithdrawFinding(finding: finding.description, reason: "keliru"), as: reporter)
    }
  }

  /// An operator lets what is in quarantine be applied again.
  func retryQuarantine(of service: ServiceName) {
    tell(after: 0) { [self] in
      try await clerk.command(RetryQuarantine(), to: service, as: nil)
    }
  }

  /// An operator has all that follow a restored log go on with it.
  func adopt(_ source: ServiceName) {
    tell(after: 2_000_000) { [self] in
      for follower in ServiceName.allCases where follower.follows.contains(source) {
        try await clerk.command(AdoptLog(source: source.rawValue), to: follower, as: nil)
      }
    }
  }

  func startReaders() {
    tell(after: 0) { [self] in
      for reader in readers { try await reader.start() }
    }
  }

  /// One of the readers' processes ends, and a new one goes on.
  func restartReader(_ index: Int) {
    let wait = Int64(random.number(1_000...2_000_000))
    tell(after: 0) { [self] in
      await readers[index].stop()
      await site.pause(wait)
      try await readers[index].start()
    }
  }

  func close() async {
    for reader in readers { await reader.stop() }
    await clerk.close()
  }

  private func tell(
    after microseconds: Int64, _ story: @escaping () async throws -> Void
  ) {
    busy += 1
    let confined = Confined(story)
    Task(executorPreference: site.loop) { [site] in
      await site.pause(microseconds)
      do {
        try await confined.value()
      } catch {
        site.fault("people", "a story ended with \(error)")
      }
      self.busy -= 1
    }
  }

  // MARK: A finding

  private func follow(_ dice: inout SimulationRandom) async throws {
    let reporter = UnitID(dice.pick(ReferenceCountry.offices).unit)
    let finding = ID<Finding>(at: site.clock.now, entropy: dice.bytes(10))
    var draft = FindingDraft(
      regions: regions, units: People.units, now: site.clock.now, random: &dice)
    let report = try await clerk.command(
      ReportFinding(), as: reporter, document: try draft.json(id: finding))
    guard report != nil else { return }
    reported.append((finding, reporter))
    var isHeld = draft.isConfidential
    for _ in 0..<dice.number(0...4) {
      await site.pause(Int64(dice.number(1_000...6_000_000)))
      let unit = someone(beside: reporter, &dice)
      switch dice.number(0...9) {
      case 0...2:
        draft.change(regions: regions, random: &dice)
        try await amend(finding, draft, by: dice.once(in: 8) ? unit : reporter)
      case 3, 4: try await test(finding, draft, by: unit, &dice)
      case 5:
        try await clerk.command(
          WithdrawFinding(finding: finding.description, reason: "keliru"), as: unit)
      case 6: try await clerk.command(CloseFinding(finding: finding.description), as: unit)
      case 7 where isHeld:
        try await clerk.command(OpenFinding(finding: finding.description), as: unit)
        isHeld = false
      case 8: try await acknowledge(&dice)
      default: try await work(on: finding, &dice)
      }
    }
  }

  /// The reporter, or Pusat, or any office: the owner of a place, its coordinator, or one that may not.
  private func someone(
    beside reporter: UnitID, _ dice: inout SimulationRandom
  ) -> UnitID {
    switch dice.number(0...3) {
    case 0, 1: reporter
    case 2: dice.pick([.pusatDeputi3, .pusatKepala])
    default: UnitID(dice.pick(ReferenceCountry.offices).unit)
    }
  }

  /// A laboratory's result, which comes in at once or days later.
  private func test(
    _ finding: ID<Finding>, _ draft: FindingDraft, by unit: UnitID,
    _ dice: inout SimulationRandom
  ) async throws {
    var test = RecordTest(
      finding: finding.description, kind: .lab,
      result: dice.pick([.positive, .positive, .negative]))
    if !dice.once(in: 3) {
      let age = site.clock.now.milliseconds - draft.foundAt.milliseconds
      let time = draft.foundAt.adding(.milliseconds(dice.number(0...Int(max(0, age)))))
      test.at = TimeText(time)
    }
    try await clerk.command(test, as: unit)
  }

  private func amend(
    _ finding: ID<Finding>, _ draft: FindingDraft, by unit: UnitID
  ) async throws {
    try await clerk.command(
      AmendFinding(finding: finding.description), as: unit,
      document: try draft.json(id: finding))
  }

  /// Who has a task of the finding does something about it.
  private func work(on finding: ID<Finding>, _ dice: inout SimulationRandom) async throws {
    let answer = try await clerk.query(ListTasks(finding: finding))
    guard !answer.tasks.isEmpty else { return }
    let task = dice.pick(answer.tasks)
    let id = task.task.description
    switch dice.number(0...4) {
    case 0: try await clerk.command(AcceptTask(task: id), as: task.unit)
    case 1:
      try await clerk.command(
        ReportTask(task: id), as: task.unit, document: Array("sudah ditarik".utf8))
    case 2: try await clerk.command(CompleteTask(task: id), as: task.unit)
    case 3:
      // The task's own unit, an office, or a stranger.
      let unit = dice.once(in: 3) ? task.unit : UnitID(dice.pick(People.units))
      try await clerk.command(AddTaskNote(task: id, text: "sudah ditelepon"), as: unit)
    default:
      let other = UnitID("pemda-\(dice.pick(ReferenceCountry.governments))")
      try await clerk.command(
        RedirectTask(task: id, to: other, reason: "bukan wilayah kami"), as: task.unit)
    }
  }

  private func acknowledge(_ dice: inout SimulationRandom) async throws {
    let unit = UnitID(dice.pick(People.units))
    let answer: InboxAnswer
    do {
      answer = try await clerk.query(ReadInbox(unit: unit))
    } catch let refusal as Refusal where refusal.rule == "unknown-unit" {
      // A notifier that is late has not heard of the unit yet.
      return
    }
    guard !answer.entries.isEmpty else { return }
    let entry = dice.pick(answer.entries)
    try await clerk.command(
      AcknowledgeMessage(message: entry.message.description), as: unit)
  }

  // MARK: The registry

  private func change(_ dice: inout SimulationRandom) async throws {
    let from = site.clock.now.adding(.seconds(dice.number(-400_000...200_000)))
    switch dice.number(0...4) {
    case 0: try await designate(from: from, dice.pick(["pom-a", "pom-c", "pom-d"]))
    case 1:
      let end = EndCoordination(
        unit: UnitID("pom-b"), from: TimeText(from), decree: "SK akhir")
      try await clerk.command(end, as: nil)
    case 2: try await splitRegion(from: from, &dice)
    case 3: try await renumberRegion(from: from, &dice)
    default: try await importHolidays(of: dice.number(2026...2027), &dice)
    }
  }

  private func designate(from: Timestamp, _ coordinator: String) async throws {
    let designation = DesignateCoordinator(
      unit: UnitID("pom-b"), coordinator: UnitID(coordinator), from: TimeText(from),
      decree: "SK baru")
    try await clerk.command(designation, as: nil)
  }

  private func importHolidays(
    of year: Int, _ dice: inout SimulationRandom
  ) async throws {
    let free = Set((0..<dice.number(0...3)).map { _ in dice.number(1...20) })
    try await importFacts([try ReferenceCountry.calendar(year, alsoFree: free)])
  }

  /// A regency of its own, with a Pemda and an office; a Pemda that is younger than the finding.
  private func splitRegion(from: Timestamp, _ dice: inout SimulationRandom) async throws {
    splits += 1
    let code = "\(dice.pick(ReferenceCountry.provinces)).\(40 + splits)"
    let office = dice.pick(ReferenceCountry.offices).unit
    try await importFacts([
      try ReferenceCountry.region(code, from: from),
      try ReferenceCountry.government(code, from: from),
      try ReferenceCountry.area(office, [code], from: from),
    ])
    regions.append(code)
  }

  /// A regency that has another code from a day on; officers may still write the old one.
  private func renumberRegion(from: Timestamp, _ dice: inout SimulationRandom) async throws {
    splits += 1
    let old = dice.pick(regions.filter { !$0.hasPrefix("31") })
    let new = "\(dice.pick(ReferenceCountry.provinces)).\(40 + splits)"
    try await importFacts([
      try ReferenceCountry.region(new), try ReferenceCountry.renumbering(old, new, from: from),
      try ReferenceCountry.government(new, from: from),
    ])
    regions.append(new)
  }

  private func importFacts(_ facts: [RegistryFact]) async throws {
    try await clerk.command(
      ImportRegistryFacts(), as: nil, document: try EventCoding.encode(facts))
  }
}
