public import Domain

/// The answer to `who-covers`: the four separate lookups of one region at one time.
public struct WhoCoversAnswer: Codable, Sendable {
  /// How certain one part of the answer is, and on what it rests.
  public struct Standing: Codable, Sendable {
    public var certainty: Certainty
    public var source: String
    /// False: the history of that date is not established; the established answer stands instead.
    public var established: Bool

    public init(certainty: Certainty, source: String, established: Bool) {
      self.certainty = certainty
      self.source = source
      self.established = established
    }
  }

  public var region: RegionCode
  public var name: String
  public var at: TimeText
  /// The UPT whose area it is.
  public var owner: UnitID?
  public var ownerName: String?
  /// The Balai that coordinates the owner by decree; `nil` when there is none.
  public var coordinator: UnitID?
  public var decree: String?
  /// The Pemda of the place; in DKI Jakarta the province's.
  public var pemda: UnitID
  /// The Pemda of the province.
  public var province: UnitID
  /// The authority that issues the permit type asked for.
  public var competent: UnitID?
  public var competentBasis: String?
  /// `owner`, `coordinator`, `competent` → how certain each is.
  public var standing: [String: Standing]
  /// `history-not-established` and the like.
  public var flags: [String]

  public init(
    region: RegionCode, name: String, at: TimeText, pemda: UnitID, province: UnitID
  ) {
    self.region = region
    self.name = name
    self.at = at
    self.pemda = pemda
    self.province = province
    standing = [:]
    flags = []
  }
}

/// The answer to a change of the registry: the record that carries it, so that a client can wait
/// until the followers have applied it.
public struct RegistryChangeAnswer: Codable, Sendable {
  public var position: LogPosition
  public var unit: UnitID

  public init(position: LogPosition, unit: UnitID) {
    self.position = position
    self.unit = unit
  }
}

/// The answer to `registry.import`.
public struct RegistryImportAnswer: Codable, Sendable {
  /// The registry's head behind the import: the last fact recorded, or an earlier record when there
  /// was nothing to record.
  public var position: LogPosition
  /// How many facts were recorded.
  public var facts: Int
  /// How many stood there already and were passed over.
  public var known: Int

  public init(position: LogPosition, facts: Int, known: Int) {
    self.position = position
    self.facts = facts
    self.known = known
  }
}
