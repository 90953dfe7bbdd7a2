import Domain
import Events
import Foundation

/// A finding as an officer would report it: one of a few kinds, each with a circle of its own.
struct SampleFinding: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// Red crackers in Rejang Lebong (case 0).
    case market
    /// Four places in three regencies of Bengkulu (case 2).
    case manyPlaces
    /// Reported by a Pemda, with no permit.
    case byPemda
    /// A B2 trader in Surakarta (case 6).
    case trader
  }

  let kind: Kind
  /// What makes one unlike the others.
  let ordinal: Int
  /// Its id, and the id of the command that reports it.
  let id: ID<Finding>

  init(kind: Kind, ordinal: Int, using generator: inout SeededGenerator) {
    self.kind = kind
    self.ordinal = ordinal
    let entropy = (0..<10).map { _ in UInt8.random(in: 0...255, using: &generator) }
    // An instant of 2026: only the version of the identifier matters.
    id = ID(at: Timestamp(milliseconds: 1_773_000_000_000 + Int64(ordinal)), entropy: entropy)
  }

  /// `count` findings of all kinds in turn.
  static func series(
    _ count: Int, using generator: inout SeededGenerator
  ) -> [SampleFinding] {
    (0..<count).map {
      SampleFinding(kind: Kind.allCases[$0 % Kind.allCases.count], ordinal: $0, using: &generator)
    }
  }

  var reporter: String {
    switch kind {
    case .market: "pom-rejang-lebong"
    case .manyPlaces: "pom-bengkulu"
    case .byPemda: "pemda-61.01"
    case .trader: "pom-surakarta"
    }
  }

  private var places: String {
    switch kind {
    case .market:
      #"{"role":"found","region":"17.02","facility":"market","name":"Pasar Atas"},"#
        + #"{"role":"produced","region":"17.02","facility":"home-industry","#
        + #""permit":{"type":"pirt","number":"2061702010001-27"}}"#
    case .manyPlaces:
      #"{"role":"found","region":"17.71","facility":"stall"},"#
        + #"{"role":"found","region":"17.71","facility":"stall"},"#
        + #"{"role":"found","region":"17.03","facility":"stall"},"#
        + #"{"role":"produced","region":"17.08","facility":"home-industry"}"#
    case .byPemda:
      #"{"role":"found","region":"61.01","facility":"shop"}"#
    case .trader:
      #"{"role":"sold","region":"33.72","facility":"b2-trader","#
        + #""permit":{"type":"pt-b2","number":"1"}}"#
    }
  }

  var document: [UInt8] {
    Array(
      """
      {"activity":"distribution-inspection","foundAt":"2026-03-04T16:20:00+07:00",
       "places":[\(places)],"substance":"rhodamin-b",
       "test":{"kind":"rapid","result":"positive"},"note":"No. \(ordinal)"}
      """.utf8)
  }

  /// Who is told of it, as the rules have it: written by hand, so that routing cannot agree with
  /// itself alone. The reporter's own unit gets no alert of its own report.
  var alerted: Set<String> {
    switch kind {
    case .market: ["pom-bengkulu", "pusat-deputi-3", "pemda-17.02", "pemda-17"]
    case .manyPlaces:
      [
        "pom-rejang-lebong", "pusat-deputi-3", "pemda-17.08", "pemda-17.71", "pemda-17.03",
        "pemda-17",
      ]
    case .byPemda: ["pom-sambas", "pom-pontianak", "pusat-deputi-3", "pemda-61"]
    case .trader: ["pemda-33", "pemda-33.72", "pusat-deputi-3", "kemendag"]
    }
  }

  /// The Pemda that must act.
  var tasked: Set<String> {
    switch kind {
    case .market: ["pemda-17.02"]
    case .manyPlaces: ["pemda-17.08", "pemda-17.71", "pemda-17.03", "pemda-17"]
    case .byPemda: ["pemda-61.01"]
    case .trader: ["pemda-33"]
    }
  }

  /// Every unit of which some kind knows.
  static let units: Set<String> = {
    var generator = SeededGenerator(seed: 0)
    return series(Kind.allCases.count, using: &generator)
      .reduce(into: ["pom-bandung", "kemenkes", "pemda-61.72"]) {
        $0.formUnion($1.alerted.union($1.tasked).union([$1.reporter]))
      }
  }()
}
