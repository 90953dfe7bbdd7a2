import Domain
import Events
import Foundation
import Localization
import ServiceRuntime
import Testing

@testable import TerpaduCommands

@Suite struct VerificationLedgerTests {
  private func ledger(epoch: UInt64) throws -> VerificationLedger {
    func report(_ json: String) throws -> VerificationReport {
      try EventCoding.decode(VerificationReport.self, from: Array(json.utf8))
    }
    let log = Samples.log.base32
    let hash = String(repeating: "0", count: 64)
    var ledger = VerificationLedger()
    ledger.add(
      try report(
        """
        {"service":"watch","faults":[],"hashes":{},"head":1,"epoch":1,"cursors":{"findings":
        {"log":"\(log)","epoch":1,"sequence":9,"hash":"\(hash)"}}}
        """))
    ledger.add(
      try report(
        """
        {"service":"findings","faults":[],"hashes":{},"cursors":{},"log":"\(log)","head":5,
        "epoch":\(epoch)}
        """))
    return ledger
  }

  @Test func `that a restored log awaits its adoption is said beside what does not agree yet`()
    throws
  {
    let restored = try ledger(epoch: 2)
    #expect(restored.faultNames == ["findings: cursor-ahead"])
    #expect(restored.unadopted == [.findings])
    for language in Language.allCases {
      let last = VerificationPrintout(ledger: restored).lines(Localizer(language)).last
      #expect(last?.contains("terpadu adopt findings") == true)
    }
    let cut = try ledger(epoch: 1)
    #expect(!cut.isClean)
    #expect(cut.unadopted.isEmpty)
  }
}
