package import Domain

extension FindingSnapshot: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      try json.member("document", document)
      json.member("finding", finding)
      json.member("flags", flags)
      json.member("held", held)
      json.member("number", number)
      json.member("owners", owners)
      json.member("receivedAt", receivedAt)
      json.member("reporter", reporter)
      json.member("state", state)
      json.member("version", version)
    }
  }

  package init(from json: EventReader) throws {
    document = try json.value("document")
    finding = try json.id("finding")
    flags = try json.words("flags")
    held = try json.bool("held")
    number = try json.text("number")
    owners = try json.words("owners")
    receivedAt = try json.time("receivedAt")
    reporter = try json.word("reporter")
    state = try json.word("state")
    version = try json.integer("version")
  }
}

extension TaskSnapshot: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("caseID", caseID)
      try json.member("confidential", confidential)
      json.member("createdAt", createdAt)
      json.member("dueAt", dueAt)
      json.member("finding", finding)
      json.member("findingNumber", findingNumber)
      json.member("kind", kind)
      json.member("number", number)
      json.member("product", product)
      json.member("provisional", provisional)
      try json.member("reasons", reasons)
      json.member("receivedAt", receivedAt)
      json.member("state", state)
      json.member("substance", substance)
      json.member("task", task)
      json.member("unit", unit)
      json.member("zone", zone)
    }
  }

  package init(from json: EventReader) throws {
    caseID = try json.id("caseID")
    confidential = try json.optionalValue("confidential")
    createdAt = try json.time("createdAt")
    dueAt = try json.time("dueAt")
    finding = try json.id("finding")
    findingNumber = try json.text("findingNumber")
    kind = try json.text("kind")
    number = try json.text("number")
    product = try json.optionalText("product")
    provisional = try json.bool("provisional")
    reasons = try json.values("reasons")
    receivedAt = try json.time("receivedAt")
    state = try json.word("state")
    substance = try json.text("substance")
    task = try json.id("task")
    unit = try json.word("unit")
    zone = try json.word("zone")
  }
}

extension ConfidentialGroup: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("reporter", reporter)
      json.member("units", units)
    }
  }

  package init(from json: EventReader) throws {
    self.init(reporter: try json.word("reporter"), units: try json.words("units"))
  }
}
