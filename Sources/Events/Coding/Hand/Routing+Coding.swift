package import Domain

extension RoutingReason: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("basis", basis)
      json.member("certainty", certainty)
      json.member("parameters", parameters)
      json.member("places", places)
      json.member("role", role)
      json.member("rule", rule)
    }
  }

  package init(from json: EventReader) throws {
    let basis = try json.text("basis")
    let certainty: Certainty? = try json.optionalWord("certainty")
    let parameters = try json.texts("parameters")
    let places = try json.member("places").array { try $0.integer(Int.self) }
    self.init(
      rule: try json.word("rule"), role: try json.word("role"), places: places,
      parameters: parameters, basis: basis, certainty: certainty)
  }
}

extension NotTold: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("parameters", parameters)
      json.member("reason", reason)
      json.member("unit", unit)
    }
  }

  package init(from json: EventReader) throws {
    let parameters = try json.texts("parameters")
    let reason: Reason = try json.word("reason")
    self.init(unit: try json.word("unit"), reason: reason, parameters: parameters)
  }
}

extension AlertRecipient: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("kind", kind)
      json.member("news", news)
      try json.member("reasons", reasons)
      json.member("role", role)
      json.member("roles", roles)
      json.member("unit", unit)
    }
  }

  package init(from json: EventReader) throws {
    kind = try json.word("kind")
    news = try json.bool("news")
    reasons = try json.values("reasons")
    role = try json.word("role")
    roles = try json.words("roles")
    unit = try json.word("unit")
  }
}

extension AlertContent: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("alert", alert)
      json.member("caseID", caseID)
      json.member("caseNumber", caseNumber)
      json.member("finding", finding)
      json.member("findingNumber", findingNumber)
      json.member("flags", flags)
      json.member("foundAt", foundAt)
      json.member("group", group)
      json.member("held", held)
      try json.member("notTold", notTold)
      json.member("occurredAt", occurredAt)
      json.member("presumptive", presumptive)
      json.member("product", product)
      json.member("reason", reason)
      json.member("receivedAt", receivedAt)
      try json.member("recipients", recipients)
      json.member("refersTo", refersTo)
      json.member("reporter", reporter)
      json.member("riskClass", riskClass)
      json.member("state", state)
      json.member("substance", substance)
      json.member("version", version)
    }
  }

  package init(from json: EventReader) throws {
    alert = try json.id("alert")
    caseID = try json.id("caseID")
    caseNumber = try json.text("caseNumber")
    finding = try json.id("finding")
    findingNumber = try json.text("findingNumber")
    flags = try json.words("flags")
    foundAt = try json.time("foundAt")
    group = try json.words("group")
    held = try json.bool("held")
    notTold = try json.values("notTold")
    occurredAt = try json.time("occurredAt")
    presumptive = try json.bool("presumptive")
    product = try json.optionalText("product")
    reason = try json.optionalText("reason")
    receivedAt = try json.time("receivedAt")
    recipients = try json.values("recipients")
    refersTo = try json.optionalID("refersTo")
    reporter = try json.word("reporter")
    riskClass = try json.word("riskClass")
    state = try json.word("state")
    substance = try json.text("substance")
    version = try json.integer("version")
  }
}
