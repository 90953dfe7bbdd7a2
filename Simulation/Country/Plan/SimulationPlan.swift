import Events

/// What befalls one simulated country, drawn from its seed.
struct SimulationPlan: Sendable {
  let seed: UInt64
  /// How long people work and things fail, in microseconds.
  let troubleMicroseconds: Int64
  let findings: Int
  let registryChanges: Int
  /// Whether a decree comes that has been in force for some time.
  let lateDecree: Bool
  /// How often something fails, of any kind.
  let faults: Int
  /// Services whose files are new: they come late and have everything to catch up with.
  let latecomers: Bool
  /// Whether a program has a defect, until it is repaired in the middle.
  let hasDefect: Bool
  /// Whether it is December, so that terms end in a year of which the country has no holidays yet; they
  /// are decreed meanwhile.
  let isDecember: Bool
  /// Whether three weeks pass in a moment, so that terms end.
  let leaps: Bool
  /// Whether they pass while liaison is away and findings are withdrawn.
  let leapsUnheard: Bool
  /// The service whose file is put back to an earlier copy.
  let restored: ServiceName?
  let conditions: NetworkConditions
  /// The dice for all that follows.
  let random: SimulationRandom

  init(seed: UInt64) {
    self.seed = seed
    var random = SimulationRandom(seed: seed)
    troubleMicroseconds = Int64(random.number(5_000_000...25_000_000))
    findings = random.number(1...8)
    registryChanges = random.once(in: 2) ? random.number(1...3) : 0
    lateDecree = random.once(in: 2)
    faults = random.once(in: 10) ? 0 : random.number(1...14)
    latecomers = random.once(in: 6)
    hasDefect = random.once(in: 4)
    isDecember = random.once(in: 4)
    leaps = random.once(in: isDecember ? 2 : 3)
    leapsUnheard = leaps && random.once(in: 2)
    restored = random.once(in: 5) ? random.pick([.liaison, .notifier]) : nil
    var conditions = NetworkConditions()
    if random.once(in: 2) { conditions.loss = random.number(100...200_000) }
    if random.once(in: 3) { conditions.duplication = random.number(100...100_000) }
    if random.once(in: 3) { conditions.reordering = random.number(100...100_000) }
    if random.once(in: 2) { conditions.delay = random.number(1_000...200_000) }
    if random.once(in: 4) { conditions.queueMax = random.number(2...40) }
    self.conditions = conditions
    self.random = random
  }
}
