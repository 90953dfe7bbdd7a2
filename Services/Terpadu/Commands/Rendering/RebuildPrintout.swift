import Events
import Localization
import ServiceRuntime

/// Which tables were made again, and which were left as they are.
struct RebuildPrintout: Printout {
  let report: TableRebuild.Report

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "service": .string(report.service.rawValue),
        "made": .array(
          report.made.map {
            [
              "source": .string($0.source.rawValue), "records": JSONValue($0.records as UInt64?),
              "tables": .strings($0.tables),
            ]
          }),
        "kept": .array(
          report.kept.map {
            [
              "source": .string($0.source.rawValue), "reason": .string($0.reason.rawValue),
              "tables": .strings($0.tables),
            ]
          }),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    report.made.map {
      localizer.label(
        .rebuilt,
        [
          "service": report.service.rawValue, "source": $0.source.rawValue,
          "records": String($0.records), "tables": $0.tables.joined(separator: ", "),
        ])
    }
      + report.kept.map {
        localizer.label(
          .rebuildKept,
          [
            "service": report.service.rawValue, "tables": $0.tables.joined(separator: ", "),
            "reason": localizer.sentence(
              .fault, "mirror-\($0.reason.rawValue)", ["source": $0.source.rawValue]),
          ])
      }
  }
}
