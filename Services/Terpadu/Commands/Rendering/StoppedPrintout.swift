import Localization

/// A system that was stopped.
struct StoppedPrintout: Printout {
  let data: String

  func json(_ localizer: Localizer) -> [JSONValue] {
    [["stopped": .bool(true), "data": .string(data)]]
  }

  func lines(_ localizer: Localizer) -> [String] { [localizer.label(.stopped, ["data": data])] }
}
