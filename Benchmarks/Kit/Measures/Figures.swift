import Foundation

/// Named numbers in the order in which they were measured, as one line of JSON.
public struct Figures: Sendable {
  public struct Figure: Sendable {
    public let name: String
    public let value: Double
    public let decimals: Int
  }

  public private(set) var figures: [Figure] = []

  public init() {}

  public mutating func set(_ name: String, _ value: Double, decimals: Int = 0) {
    let figure = Figure(name: name, value: value, decimals: decimals)
    if let index = figures.firstIndex(where: { $0.name == name }) {
      figures[index] = figure
    } else {
      figures.append(figure)
    }
  }

  public mutating func set(_ name: String, _ value: Int) { set(name, Double(value)) }

  public mutating func add(_ other: Figures) {
    for figure in other.figures { set(figure.name, figure.value, decimals: figure.decimals) }
  }

  public subscript(name: String) -> Double? { figures.first { $0.name == name }?.value }

  public var json: String {
    let pairs = figures.map { "\"\($0.name)\": \($0.text)" }
    return "{\(pairs.joined(separator: ", "))}"
  }
}

extension Figures.Figure {
  public var text: String {
    String(format: "%.\(decimals)f", value.isFinite ? value : 0)
  }
}
