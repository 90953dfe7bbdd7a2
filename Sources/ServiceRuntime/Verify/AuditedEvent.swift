package import Domain
package import Events
package import Foundation
package import GRDB
import Log

/// The part of an event that a check reads, and nothing else of it, so that two checks need agree on
/// few members (docs/log-format.md, 8.6).
package protocol AuditedEvent: Decodable {
  /// The member of `data` in which it stands; `nil` when it is `data` itself.
  static var member: String? { get }
}

extension AuditedEvent {
  /// - Returns: `nil` when the payload is not lawful for this reader.
  package init?(payload: [UInt8]) {
    guard let carrier = try? EventCoding.decode(AuditedCarrier<Self>.self, from: payload) else {
      return nil
    }
    self = carrier.content
  }
}

private struct AuditedCarrier<Content: AuditedEvent>: Decodable {
  let content: Content

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let envelope = try decoder.container(keyedBy: Key.self)
    guard let member = Content.member else {
      content = try envelope.decode(Content.self, forKey: Key("data"))
      return
    }
    let data = try envelope.nestedContainer(keyedBy: Key.self, forKey: Key("data"))
    content = try data.decode(Content.self, forKey: Key(member))
  }
}

/// What checks read of an alert.
package struct AuditedAlert: AuditedEvent {
  package static let member: String? = "content"

  package struct Recipient: Decodable {
    package struct Reason: Decodable {
      let role: String
      let rule: String
    }

    package let unit: String
    package let role: String
    package let kind: String
    package let news: Bool
    let reasons: [Reason]

    /// Whether it must act by what is so now, not only because it was told before.
    package var mustAct: Bool {
      role == RecipientRole.action.rawValue
        && reasons.contains {
          $0.role == RecipientRole.action.rawValue
            && $0.rule != RoutingRule.earlierRecipient.rawValue
        }
    }
  }

  package let alert: ID<Alert>
  package let finding: ID<Finding>
  package let findingNumber: String
  package let version: Int64
  package let state: String
  package let recipients: [Recipient]
}

/// What checks read of a version of a finding.
package struct AuditedFinding: AuditedEvent {
  package static let member: String? = "snapshot"

  package let finding: ID<Finding>
  package let number: String
  package let version: Int64
  package let state: String
  package let reporter: String
}

/// What checks read of messages that were posted.
package struct AuditedPost: AuditedEvent {
  package static let member: String? = nil

  package struct Entry: Decodable {
    package let unit: String
    package let position: Int64
    package let message: ID<Message>
    package let number: String
  }

  package let entries: [Entry]
}

/// A record of the service's own log, as a check sees it.
package struct AuditedRecord {
  package let sequence: UInt64
  package let type: UInt32
  /// The column's.
  package let subject: Data?
  /// The positions on which it rests.
  package let causes: [LogPosition]
  package let payload: [UInt8]
}

/// What checks read of a task.
package struct AuditedTask: AuditedEvent {
  package static let member: String? = "snapshot"

  package let task: ID<FollowUpTask>
  package let finding: ID<Finding>
  package let number: String
  package let unit: String
  package let state: String
  package let dueAt: Int64
  package let provisional: Bool
}

/// What checks read of a unit's version in the registry.
package struct AuditedUnit: AuditedEvent {
  package static let member: String? = nil

  package let id: String
  package let kind: String
  package let validity: Validity
}

extension Row {
  /// The value of a column that is never NULL.
  ///
  /// A damaged page can hold NULL all the same, and GRDB's subscripts end the process then.
  /// - Throws: `LogError.damaged`.
  package func stored<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String
  ) throws -> Value {
    guard let value: Value = self[column] else {
      throw LogError(.damaged, "A column that cannot be empty is: \(column).")
    }
    return value
  }
}
