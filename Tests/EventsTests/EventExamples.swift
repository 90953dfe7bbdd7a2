import Domain
import Events

/// An example of every type in the catalogue.
enum EventExamples {
  static func all() throws -> [EventExample] {
    try registry() + findings() + watch() + liaison() + notifier() + everywhere()
  }

  private static func registry() throws -> [EventExample] {
    [
      try EventExample(
        "A province, regency or city exists under a code and a name.",
        RegionFact(
          code: Sample.regency, level: .regency, name: "Kabupaten Rejang Lebong",
          latitudeDegrees: -3.45, longitudeDegrees: 102.65, validity: Sample.validity,
          certainty: .secondary, source: Sample.source)),
      try EventExample(
        "A region was renumbered, split off or renamed (pemekaran).",
        RegionChangeFact(
          kind: .renumber, oldCode: Sample.code("92.71"), newCode: Sample.code("96.71"),
          oldName: "Kota Sorong", newName: "Kota Sorong", from: Sample.time,
          regulation: "Kepmendagri 300.2.2-2138/2025", law: "UU 29/2022", certainty: .secondary,
          source: Sample.source)),
      try EventExample(
        "A unit exists with a kind, a name and a seat; the next one of its id is its next version.",
        UnitFact(
          id: UnitID("pom-rejang-lebong"), kind: .loka, name: "Loka POM di Rejang Lebong",
          seat: Sample.regency, validity: Sample.validity, regulation: Sample.source,
          certainty: .secondary, source: Sample.source)),
      try EventExample(
        "Regencies and cities are the area (wilayah kerja) of a UPT.",
        AreaFact(
          unit: UnitID("pom-rejang-lebong"), regions: [Sample.regency], from: Sample.time,
          until: Sample.later, certainty: .knowledge, source: Sample.source)),
      try EventExample(
        "A decree names the coordinator of a Loka; without `coordinator` it ends the designation.",
        CoordinatorFact(
          loka: UnitID("pom-rejang-lebong"), coordinator: UnitID("pom-bengkulu"),
          from: Sample.time, decree: "Keputusan Kepala BPOM 1/2026", certainty: .secondary,
          source: Sample.source)),
      try EventExample(
        "Permits of a type are issued by an authority.",
        CompetenceFact(
          permitType: "md", authority: .unit(UnitID("pusat-deputi-3")), basis: "PP 28/2025",
          validity: Sample.validity, certainty: .secondary, source: Sample.source)),
      try EventExample(
        "The holidays of a year; a later table of the year replaces the earlier one.",
        CalendarFact(
          year: 2026,
          holidays: [
            Holiday(
              date: Sample.date("2026-03-19"), kind: .national,
              name: BilingualText(id: "Hari Suci Nyepi", en: "Day of Silence"),
              certainty: .secondary, source: "SKB 3 Menteri")
          ], certainty: .secondary, source: "SKB 3 Menteri")),
      try EventExample(
        "A substance that is misused in food, with the words under which people know it.",
        SubstanceFact(
          id: SubstanceID("boraks"), name: BilingualText(id: "boraks", en: "borax"),
          cas: "1303-96-4", relatedCAS: ["10043-35-3"], synonyms: ["bleng"],
          family: .formaldehyde, foods: ["bakso"],
          rapidTest: "kertas kurkumin", confirmatoryTest: "ICP-MS", hazard: "nefrotoksik",
          lists: [.integratedTeam], certainty: .secondary, source: Sample.source)),
      try EventExample(
        "A unit's connections are known by a CURVE public key.",
        KeyFact(
          unit: UnitID("pemda-17.02"), publicKey: String(repeating: "0a", count: 32),
          from: Sample.time, certainty: .regulation, source: "enrol")),
      try EventExample(
        "The registry's first facts are complete; a follower refuses reports until it has this.",
        RegistryLoaded(facts: 1570)),
    ]
  }

  private static func findings() throws -> [EventExample] {
    let officer = UnitID("pom-rejang-lebong")
    return [
      try EventExample(
        "A unit reported a finding.",
        FindingReported(snapshot: Sample.finding, original: Sample.original)),
      try EventExample(
        "The reporter replaced the document by a new version.",
        FindingAmended(
          snapshot: Sample.finding, by: officer, changes: ["places[0].region"], material: true,
          previousState: .reported, original: Sample.original)),
      try EventExample(
        "A test's result came in; the snapshot is the finding after it.",
        FindingTested(
          snapshot: Sample.finding, by: officer, test: Sample.test, previousState: .reported,
          occurredAt: Sample.time)),
      try EventExample(
        "A finding does not stand and was taken back.",
        FindingWithdrawn(
          snapshot: Sample.finding, by: officer, reason: "salah tempat", previousState: .confirmed)),
      try EventExample(
        "A finding is done with.",
        FindingClosed(snapshot: Sample.finding, by: officer, previousState: .confirmed)),
      try EventExample(
        "A confidential finding was opened to its whole circle.",
        FindingOpened(snapshot: Sample.finding, by: officer)),
    ]
  }

  private static func watch() throws -> [EventExample] {
    [
      try EventExample(
        "The first alert of a finding: opens its case (kasus), freezes the circle of recipients.",
        AlertRaised(content: Sample.alert)),
      try EventExample(
        "A finding changed; everyone told before is told.", AlertUpdated(content: Sample.alert)),
      try EventExample(
        "A finding does not stand; everyone told before is told.",
        AlertWithdrawn(content: Sample.alert)),
      try EventExample(
        "A case is done with: its finding was closed.",
        CaseClosed(
          caseID: Sample.id(3), finding: Sample.id(2), confidential: Sample.finding.confidential)),
      try EventExample(
        "Something in the system needs a person at Pusat.",
        AlarmRaised(word: "record-quarantined", parameters: ["service": "watch"])),
    ]
  }

  private static func liaison() throws -> [EventExample] {
    [
      try EventExample(
        "A Pemda or ministry must act, by a date.",
        TaskCreated(
          snapshot: Sample.task, from: Sample.id(7), by: UnitID("pemda-17"),
          note: "pemda-17: izin diterbitkan di sini")),
      try EventExample(
        "A task was accepted, redirected, reported on, completed or cancelled.",
        TaskChanged(
          snapshot: Sample.task, previousState: .reported, by: UnitID("pemda-17.02"),
          note: "ditindaklanjuti Dinas Kesehatan", document: Sample.original)),
      try EventExample(
        "Somebody wrote down what belongs to a task; the task stays as it is.",
        TaskNoted(
          snapshot: Sample.task, by: UnitID("pom-rejang-lebong"),
          note: "Dinkes menelepon: produk disegel")),
      try EventExample(
        "A holiday table came: the term was counted again.",
        TaskRescheduled(snapshot: Sample.task, previousDueAt: Sample.time)),
      try EventExample(
        "The term ended and the task was still open.",
        TaskOverdue(snapshot: Sample.task, late: true)),
    ]
  }

  private static func notifier() throws -> [EventExample] {
    [
      try EventExample(
        "Messages were put into mailboxes, all of one cause in one transaction.",
        Sample.posted),
      try EventExample(
        "A unit acknowledged a message.",
        MessageAcknowledged(
          unit: UnitID("pemda-17.02"), message: Sample.id(8), position: 9)),
      try EventExample(
        "A unit left unread what it must act on; Pusat, and a Loka's coordinator, are told.",
        EscalationRaised(
          unit: UnitID("pemda-17.02"), message: Sample.id(8), position: 9, unread: 3,
          since: Sample.time, until: Sample.later)),
      try EventExample(
        "Units were handed messages of their mailboxes for the first time.",
        MessagesDelivered(deliveries: [.init(unit: UnitID("pemda-17.02"), through: 9)])),
      try EventExample(
        "A unit's reading is watched from here on; without `message` it is not watched any more.",
        ReadingAwaited(
          unit: UnitID("pemda-17.02"), message: Sample.id(8), until: Sample.later, told: true)),
    ]
  }

  private static func everywhere() throws -> [EventExample] {
    [
      try EventExample(
        "A followed record could not be applied; it and the later ones of its subject wait.",
        RecordQuarantined(
          source: .findings, position: LogPosition(log: Sample.log, sequence: 41),
          error: "the payload is not JSON")),
      try EventExample(
        "Quarantined records were tried again.", QuarantineRetried(applied: 3, remaining: 1)),
      try EventExample(
        "A followed log does not continue what was applied; it is followed no more.",
        LinkStopped(
          source: .findings, reason: "older-head",
          position: LogPosition(log: Sample.log, sequence: 41))),
      try EventExample(
        "A log that was followed no more is followed again.", LinkResumed(source: .findings)),
      try EventExample(
        "The log came back from a backup and begins a new epoch.",
        LogRestored(epoch: 2, previous: 1, last: 41, hash: Sample.hash)),
      try EventExample(
        "A restored log is followed from the last record that both have.",
        LogAdopted(
          source: .findings, position: LogPosition(log: Sample.log, sequence: 40, epoch: 2),
          missing: 3)),
      try EventExample(
        "A timer could not be carried out, again and again; a person must look.",
        TimerFailed(
          timer: "unread:pemda-17.02", kind: "unread", dueAt: Sample.time, attempts: 3,
          error: "the mailbox cannot be read")),
      try EventExample(
        "A command was carried out, and what its sender is told, however often it sends it.",
        CommandAnswered(
          giver: UnitID("pom-rejang-lebong"), command: "0197a1b2-0000-7000-8000-000000000001",
          request: String(repeating: "5a", count: 32), answer: #"{"version":2}"#)),
    ]
  }
}
