extension MessageReason: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("basis", basis)
      json.member("parameters", parameters)
      json.member("rule", rule)
    }
  }

  package init(from json: EventReader) throws {
    basis = try json.text("basis")
    parameters = try json.texts("parameters")
    rule = try json.text("rule")
  }
}

extension MessageSubject: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("parameters", parameters)
      json.member("word", word)
    }
  }

  package init(from json: EventReader) throws {
    parameters = try json.texts("parameters")
    word = try json.text("word")
  }
}

extension MessagesPosted.Cause: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("event", event)
      json.member("sequence", sequence)
      json.member("source", source)
    }
  }

  package init(from json: EventReader) throws {
    event = try json.id("event")
    sequence = try json.integer("sequence")
    source = try json.word("source")
  }
}

extension MessagesPosted.Entry: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("kind", kind)
      json.member("message", message)
      json.member("position", position)
      json.member("reasons", reasons)
      json.member("refersTo", refersTo)
      json.member("role", role)
      json.member("subject", subject)
      json.member("unit", unit)
      json.member("zone", zone)
    }
  }

  package init(from json: EventReader) throws {
    kind = try json.word("kind")
    message = try json.id("message")
    position = try json.integer("position")
    reasons = try json.member("reasons").array { try $0.integer(Int.self) }
    refersTo = try json.optionalID("refersTo")
    role = try json.optionalText("role")
    subject = try json.integer("subject")
    unit = try json.word("unit")
    zone = try json.word("zone")
  }
}

extension InboxEntry: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("acknowledgedAt", acknowledgedAt?.description)
      json.member("case", caseID)
      try json.member("confidential", confidential)
      json.member("createdAt", createdAt.description)
      json.member("exercise", exercise)
      json.member("finding", finding)
      json.member("kind", kind)
      json.member("message", message)
      json.member("number", number)
      json.member("position", position)
      try json.member("reasons", reasons)
      json.member("refersTo", refersTo)
      json.member("role", role)
      try json.member("subject", subject)
    }
  }

  package init(from json: EventReader) throws {
    acknowledgedAt = try json.optionalText("acknowledgedAt").map { TimeText(written: $0) }
    caseID = try json.optionalID("case")
    confidential = try json.optionalValue("confidential")
    createdAt = TimeText(written: try json.text("createdAt"))
    exercise = try json.bool("exercise")
    finding = try json.optionalID("finding")
    kind = try json.word("kind")
    message = try json.id("message")
    number = try json.text("number")
    position = try json.integer("position")
    reasons = try json.values("reasons")
    refersTo = try json.optionalID("refersTo")
    role = try json.optionalText("role")
    subject = try json.value("subject")
  }
}
