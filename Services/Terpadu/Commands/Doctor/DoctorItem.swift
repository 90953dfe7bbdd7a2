import Events

/// One thing that was looked at.
struct DoctorItem: Hashable {
  enum State: String, Comparable, CaseIterable {
    case ok, warning, error

    static func < (left: State, right: State) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .ok: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A stable word, such as `link-stopped`; its sentence is of the family `doctor`.
  var word: String
  var state: State
  /// Whose matter it is, and of which followed log; `nil` for the system's.
  var service: ServiceName?
  var source: ServiceName?
  var parameters: [String: String]
  /// What to do: a word of the family `remedy`; `nil` when nothing is.
  var remedy: String?

  /// Something that is as it should be.
  static func ok(
    _ word: String, service: ServiceName? = nil, _ parameters: [String: String] = [:]
  ) -> DoctorItem {
    DoctorItem(word: word, state: .ok, service: service, parameters: parameters)
  }

  /// - Parameter remedy: the item's word where it is left out.
  static func problem(
    _ word: String, _ state: State, service: ServiceName? = nil, source: ServiceName? = nil,
    remedy: String? = nil, _ parameters: [String: String] = [:]
  ) -> DoctorItem {
    var parameters = parameters
    parameters["service"] = service?.rawValue
    parameters["source"] = source?.rawValue
    return DoctorItem(
      word: word, state: state, service: service, source: source, parameters: parameters,
      remedy: remedy ?? word)
  }
}
