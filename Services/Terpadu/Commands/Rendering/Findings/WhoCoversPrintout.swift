import Domain
import Events
import Localization

/// The four separate lookups of a region.
struct WhoCoversPrintout: Printout {
  let answer: WhoCoversAnswer
  /// The permit type that was asked for.
  let permit: String?

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "region": .string(answer.region.rawValue),
        "name": .string(answer.name),
        "at": .string(answer.at.description),
        "owner": JSONValue(answer.owner),
        "ownerName": JSONValue(answer.ownerName),
        "coordinator": JSONValue(answer.coordinator),
        "decree": JSONValue(answer.decree),
        "pemda": .string(answer.pemda.rawValue),
        "province": .string(answer.province.rawValue),
        "competent": JSONValue(answer.competent),
        "competentBasis": JSONValue(answer.competentBasis),
        "standing": .object(answer.standing.mapValues(standing)),
        "flags": .strings(answer.flags),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    let head = localizer.label(
      .whoCoversHead,
      [
        "region": answer.region.rawValue, "name": answer.name, "at": localizer.time(answer.at),
      ])
    var table = TextTable(indent: 2)
    table.add(
      localizer.label(.owner), unit(answer.owner, localizer), answer.ownerName ?? "",
      certainty("owner", localizer))
    table.add(
      localizer.label(.coordinator), unit(answer.coordinator, localizer), answer.decree ?? "",
      certainty("coordinator", localizer))
    table.add(localizer.label(.pemda), answer.pemda.rawValue)
    table.add(localizer.label(.province), answer.province.rawValue)
    if let permit {
      table.add(
        localizer.label(.competent, ["permit": permit]), unit(answer.competent, localizer),
        answer.competentBasis ?? "", certainty("competent", localizer))
    }
    return [head] + table.lines + answer.flags.map { "  ! " + localizer.sentence(.flag, $0) }
  }

  private func standing(_ standing: WhoCoversAnswer.Standing) -> JSONValue {
    [
      "certainty": .string(standing.certainty.rawValue),
      "source": .string(standing.source),
      "established": .bool(standing.established),
    ]
  }

  private func unit(_ unit: UnitID?, _ localizer: Localizer) -> String {
    unit?.rawValue ?? localizer.label(.nobody)
  }

  private func certainty(_ part: String, _ localizer: Localizer) -> String {
    guard let standing = answer.standing[part] else { return "" }
    let term = localizer.term(.certainty, standing.certainty.rawValue)
    return standing.source.isEmpty ? "[\(term)]" : "[\(term): \(standing.source)]"
  }
}
