import Domain
import Events
import Testing

/// Every request of the catalogue: what stands on the wire, and what is refused there.
struct RequestTests {
  @Test(arguments: RequestCatalogue.all)
  func `a sample has exactly the fields that are described, and reads back`(
    type: any ServiceRequest.Type
  ) throws {
    func readsBack<Content: ServiceRequest>(_ sample: Content) throws {
      let fields = try sample.wireFields
      #expect(fields.values.keys.sorted() == Content.fields.map(\.name).sorted())
      #expect(try Content(fields) == sample)
    }
    let sample: any ServiceRequest = type.sample
    try readsBack(sample)
  }

  @Test(arguments: RequestCatalogue.all)
  func `fields that are missing, unknown or of another type are refused by name and rule`(
    type: any ServiceRequest.Type
  ) throws {
    let unknown = try #require(try refusal(of: type) { $0.values["x"] = .text("y") })
    #expect(unknown.field == "x" && unknown.rule == "unknown-field")
    for field in type.fields {
      let absent = try refusal(of: type) { $0.values[field.name] = nil }
      #expect(absent?.rule == (field.isRequired ? "required" : nil), "\(field.name)")
      let empty = try #require(try refusal(of: type) { $0.values[field.name] = .text("") })
      let number = if case .count = field.form { true } else { false }
      #expect(empty.field == field.name)
      #expect(empty.rule == (number ? "wrong-type" : "required"))
      let other = try refusal(of: type) { $0.values[field.name] = number ? .text("1") : .number(1) }
      #expect(other?.field == field.name)
      #expect(other?.rule == "wrong-type")
    }
  }

  @Test(arguments: RequestCatalogue.all)
  func `a value that breaks the rule of its field is refused by a rule that the field names`(
    type: any ServiceRequest.Type
  ) throws {
    for field in type.fields {
      for value in field.form.wrongValues {
        let refusal = try #require(
          try refusal(of: type) { $0.values[field.name] = value }, "\(field.name) \(value)")
        #expect(refusal.code == .invalid)
        #expect(refusal.field == field.name)
        #expect(field.form.refusals.contains(refusal.rule), "\(refusal.rule)")
      }
    }
  }

  @Test func `a request's head is one JSON object with the fields in it`() throws {
    let head = try RequestHead(
      ReadInbox(unit: UnitID("pemda-17.02"), after: 12), as: UnitID("pemda-17.02"))
    #expect(
      String(decoding: try EventCoding.encode(head), as: UTF8.self)
        == #"{"actor":{"unit":"pemda-17.02","via":"cli"},"#
        + #""fields":{"after":12,"unit":"pemda-17.02"},"kind":"query","name":"inbox.read"}"#)
  }

  @Test func `the requests' document is the generated one`() throws {
    let current = try RequestReference.markdown()
    #expect(try GoldenFile("docs/requests.md").text(updatingWith: current) == current)
  }

  private func refusal(
    of type: any ServiceRequest.Type, _ change: (inout RequestFields) -> Void
  ) throws -> Refusal? {
    var fields = try type.sample.wireFields
    change(&fields)
    do {
      _ = try type.init(fields)
      return nil
    } catch {
      return error
    }
  }
}

extension RequestField.Form {
  /// Values of the right type that break each of its rules.
  fileprivate var wrongValues: [RequestFields.Value] {
    switch self {
    case .text(let max): [.text(String(repeating: "x", count: max + 1))]
    case .reference, .unit: []
    case .uuid: [.text("F-2026-000001")]
    case .newID: [.text("x"), .text("6f1c0a52-7a34-4c11-9a6e-2b8f7a2f9d10")]
    case .time: [.text("soon"), .text("2026-03-04"), .text("2026-02-30T16:20:00+07:00")]
    case .count(let range):
      [.number(range.lowerBound - 1)]
        + (range.upperBound == .max ? [] : [.number(range.upperBound + 1)])
    case .word: [.text("x")]
    case .region: [.text("17,02")]
    }
  }
}
