import Domain

/// A finding with two places in one regency, which concerns five units; reported by a unit that is
/// none of them.
enum ExampleFinding {
  static let reporter = UnitID("pom-jakarta")

  static let document = Array(
    """
    {"activity":"distribution-inspection","trigger":"routine",\
    "foundAt":"2026-03-04T16:20:00+07:00","places":[\
    {"role":"found","region":"17.02","facility":"market","name":"Pasar Atas"},\
    {"role":"produced","region":"17.02","facility":"home-industry",\
    "permit":{"type":"pirt","number":"2061702010001-27"}}],\
    "product":{"name":"kerupuk merah","quantity":{"value":6,"unit":"kg"}},\
    "substance":"rhodamin-b","test":{"kind":"rapid","result":"positive","kit":"kit warna"},\
    "secured":{"value":6,"unit":"kg","action":"destroyed-voluntarily"},\
    "confidential":false,"note":""}
    """.utf8)
}
