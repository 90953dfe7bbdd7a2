/// The activity (kegiatan) in which something was found.
public enum FindingActivity: String, Codable, Sendable, CaseIterable {
  case productionInspection = "production-inspection"
  case distributionInspection = "distribution-inspection"
  case sampling
  case labelCheck = "label-check"
  case advertWatch = "advert-watch"
  case tracing
  case complaint
  /// A food-poisoning outbreak (KLB keracunan pangan, Permenkes 2/2013).
  case outbreak
}
