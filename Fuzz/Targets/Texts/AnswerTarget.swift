import Events
import ServiceRuntime

/// What the command line reads from services and from the programs that it runs.
enum AnswerTarget {
  private static let types: [any (Codable & Sendable).Type] = [
    AnswerHead.self, ServiceStatus.self, FindingView.self, FindingListAnswer.self,
    FindingChangeAnswer.self, ReportAnswer.self, Explanation.self, TaskView.self,
    TaskListAnswer.self, InboxAnswer.self, InboxEntry.self, AcknowledgeAnswer.self,
    QuarantineAnswer.self, WhoCoversAnswer.self, RegistryChangeAnswer.self, TraceAnswer.self,
    FileSurvey.self, VerificationReport.self,
  ]

  static func run(_ input: [UInt8]) throws -> Bool {
    try types.map { try takes($0, input) }.contains(true)
  }

  private static func takes(_ type: (some Codable).Type, _ input: [UInt8]) throws -> Bool {
    guard try Stable.takes(type, input) else { return false }
    if let status = try? EventCoding.decode(ServiceStatus.self, from: input) {
      for link in status.links { _ = link.lag }
    }
    return true
  }
}
