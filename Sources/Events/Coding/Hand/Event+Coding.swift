package import Domain

/// The envelope; the content is coded by hand as far as its type is.
extension Event: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      try json.member("actor", actor)
      try json.member("data", codable: data)
      json.member("source", source)
      json.member("subject", subject)
      json.member("time", time)
      json.member("type", type)
    }
  }

  package init(from json: EventReader) throws {
    actor = try json.optionalValue("actor")
    let content = try json.member("data")
    data = try Payload(from: JSONValueDecoder(index: content.index, node: content.node))
    source = try json.word("source")
    subject = try json.text("subject")
    time = try json.time("time")
    type = try json.text("type")
  }
}

extension Actor: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("function", function)
      json.member("person", person)
      json.member("unit", unit)
      json.member("via", via)
    }
  }

  package init(from json: EventReader) throws {
    self.init(
      unit: try json.optionalWord("unit"), person: try json.optionalID("person"),
      function: try json.optionalWord("function"), via: try json.word("via"))
  }
}
