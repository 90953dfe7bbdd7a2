import Events
import Localization

/// The state of every log.
struct VerificationPrintout: Printout {
  let ledger: VerificationLedger

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "clean": .bool(ledger.isClean),
        "services": .array(
          reports.map { report in
            [
              "service": .string(report.service.rawValue),
              "log": .string(report.log.base32),
              "head": JSONValue(report.head as UInt64?),
              "faults": .array(
                report.faults.map {
                  ["name": .string($0.name), "detail": .string($0.detail)]
                }),
            ]
          }),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    reports.flatMap { report in
      let parameters = ["service": report.service.rawValue, "head": String(report.head)]
      let head = localizer.label(
        report.faults.isEmpty ? .verifyClean : .verifyFaulty, parameters)
      return [head]
        + report.faults.map {
          localizer.label(.verifyFault, ["name": $0.name, "detail": $0.detail])
        }
    }
  }

  private var reports: [VerificationReport] {
    ServiceName.allCases.compactMap { name in ledger.reports.first { $0.service == name } }
  }
}
