import Events
import Localization
import ServiceRuntime

/// The state of every log.
struct VerificationPrintout: Printout {
  let ledger: VerificationLedger

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "clean": .bool(ledger.isClean),
        "adopt": .strings(ledger.unadopted.map(\.rawValue)),
        "services": .array(
          reports.map { report in
            [
              "service": .string(report.service.rawValue),
              "log": JSONValue(report.log?.base32),
              "head": JSONValue(report.head),
              "faults": .array(report.faults.map { object($0, localizer) }),
            ]
          }),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    reports.flatMap { report in
      let parameters = [
        "service": report.service.rawValue, "head": report.head.map { String($0) } ?? "–",
      ]
      let head = localizer.label(
        report.faults.isEmpty ? .verifyClean : .verifyFaulty, parameters)
      return [head]
        + report.faults.map { fault in
          let detail = localizer.sentence(.fault, fault.word, fault.parameters)
          guard let sequence = fault.sequence else {
            return localizer.label(.verifyFault, ["name": fault.name, "detail": detail])
          }
          return localizer.label(
            .verifyFaultAt,
            ["name": fault.name, "sequence": String(sequence), "detail": detail])
        }
    } + ledger.unadopted.map { localizer.label(.verifyUnadopted, ["service": $0.rawValue]) }
  }

  private func object(
    _ fault: VerificationReport.Fault, _ localizer: Localizer
  ) -> JSONValue {
    [
      "name": .string(fault.name),
      "sequence": JSONValue(fault.sequence),
      "word": .string(fault.word),
      "parameters": .object(fault.parameters.mapValues { .string($0) }),
      "detail": .string(localizer.sentence(.fault, fault.word, fault.parameters)),
    ]
  }

  private var reports: [VerificationReport] {
    ServiceName.allCases.compactMap { name in ledger.reports.first { $0.service == name } }
  }
}
