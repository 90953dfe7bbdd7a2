package import Domain

/// The answer to `who-covers`: the four separate lookups of one region at one time.
package struct WhoCoversAnswer: Codable, Sendable {
  /// How certain one part of the answer is, and on what it rests.
  package struct Standing: Codable, Sendable {
    package var certainty: Certainty
    package var source: String
    /// False: the history of that date is not established; the established answer stands instead.
    package var established: Bool

    package init(certainty: Certainty, source: String, established: Bool) {
      self.certainty = certainty
      self.source = source
      self.established = established
    }
  }

  package var region: RegionCode
  package var name: String
  package var at: TimeText
  /// The UPT whose area it is.
  package var owner: UnitID?
  package var ownerName: String?
  /// The Balai that coordinates the owner by decree; `nil` when there is none.
  package var coordinator: UnitID?
  package var decree: String?
  /// The Pemda of the place; in DKI Jakarta the province's.
  package var pemda: UnitID
  /// The Pemda of the province.
  package var province: UnitID
  /// The authority that issues the permit type asked for.
  package var competent: UnitID?
  package var competentBasis: String?
  /// `owner`, `coordinator`, `competent` → how certain each is.
  package var standing: [String: Standing]
  /// `history-not-established` and the like.
  package var flags: [String]

  package init(
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
package struct RegistryChangeAnswer: Codable, Sendable {
  package var position: LogPosition
  package var unit: UnitID

  package init(position: LogPosition, unit: UnitID) {
    self.position = position
    self.unit = unit
  }
}

/// The answer to `registry.import`.
package struct RegistryImportAnswer: Codable, Sendable {
  /// The registry's head behind the import: the last fact recorded, or an earlier record when there
  /// was nothing to record.
  package var position: LogPosition
  /// How many facts were recorded.
  package var facts: Int
  /// How many stood there already and were passed over.
  package var known: Int

  package init(position: LogPosition, facts: Int, known: Int) {
    self.position = position
    self.facts = facts
    self.known = known
  }
}
