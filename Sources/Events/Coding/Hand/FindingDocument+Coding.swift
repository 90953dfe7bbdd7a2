package import Domain

extension FindingDocument: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("activity", activity)
      json.member("confidential", confidential)
      json.member("foundAt", foundAt)
      json.member("group", group)
      json.member("id", id)
      json.member("note", note)
      try json.member("places", places)
      try json.member("product", product)
      try json.member("secured", secured)
      try json.member("substance", substance)
      try json.member("test", test)
      json.member("trigger", trigger)
    }
  }

  package init(from json: EventReader) throws {
    self.init(
      id: try json.optionalID("id"), activity: try json.word("activity"),
      trigger: try json.optionalWord("trigger"), foundAt: try json.time("foundAt"),
      places: try json.values("places"), product: try json.optionalValue("product"),
      substance: try json.value("substance"), test: try json.optionalValue("test"),
      secured: try json.optionalValue("secured"), confidential: try json.bool("confidential"),
      group: try json.words("group"), note: try json.text("note"))
  }
}

extension FindingPlace: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("facility", facility)
      json.member("name", name)
      try json.member("permit", permit)
      json.member("region", region)
      json.member("role", role)
    }
  }

  package init(from json: EventReader) throws {
    self.init(
      role: try json.word("role"), region: try json.optional("region")?.region(),
      facility: try json.word("facility"), name: try json.optionalText("name"),
      permit: try json.optionalValue("permit"))
  }
}

extension Permit: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("number", number)
      json.member("type", type)
    }
  }

  package init(from json: EventReader) throws {
    self.init(type: try json.word("type"), number: try json.optionalText("number"))
  }
}

extension FoodProduct: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("name", name)
      try json.member("quantity", quantity)
    }
  }

  package init(from json: EventReader) throws {
    self.init(name: try json.text("name"), quantity: try json.optionalValue("quantity"))
  }
}

extension Quantity: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("unit", unit)
      json.key("value")
      try json.number(value)
    }
  }

  package init(from json: EventReader) throws {
    self.init(value: try json.member("value").number(), unit: try json.text("unit"))
  }
}

extension SecuredGoods: HandCoded {
  package func write(to json: inout EventWriter) throws {
    try json.object { json in
      json.member("action", action)
      try json.member("quantity", quantity)
    }
  }

  package init(from json: EventReader) throws {
    self.init(quantity: try json.value("quantity"), action: try json.optionalText("action"))
  }
}

extension SubstanceMention: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("given", given)
      json.member("id", id)
    }
  }

  package init(from json: EventReader) throws {
    self.init(given: try json.text("given"), id: try json.optionalWord("id"))
  }
}

extension TestRecord: HandCoded {
  package func write(to json: inout EventWriter) {
    json.object { json in
      json.member("at", at)
      json.member("kind", kind)
      json.member("kit", kit)
      json.member("reportNumber", reportNumber)
      json.member("result", result)
    }
  }

  package init(from json: EventReader) throws {
    self.init(
      kind: try json.word("kind"), result: try json.word("result"),
      kit: try json.optionalText("kit"), reportNumber: try json.optionalText("reportNumber"),
      at: try json.optionalTime("at"))
  }
}
