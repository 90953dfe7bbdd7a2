import Foundation

/// Named numbers in the order in which they were measured, as one line of JSON.
package struct Figures: Sendable {
  package struct Figure: Sendable {
    package let name: String
    package let value: Double
    package let decimals: Int
  }

  package private(set) var figures: [Figure] = []

  package init() {}

  package mutating func set(_ name: String, _ value: Double, decimals: Int = 0) {
    let figure = Figure(name: name, value: value, decimals: decimals)
    if let index = figures.firstIndex(where: { $0.name == name }) {
      figures[index] = figure
    } else {
      figures.append(figure)
    }
  }

  package mutating func set(_ name: String, _ value: Int) { set(name, Double(value)) }

  package mutating func add(_ other: Figures) {
    for figure in other.figures { set(figure.name, figure.value, decimals: figure.decimals) }
  }

  package subscript(name: String) -> Double? { figures.first { $0.name == name }?.value }

  package var json: String {
    let pairs = figures.map { "\"\($0.name)\": \($0.text)" }
    return "{\(pairs.joined(separator: ", "))}"
  }
}

extension Figures.Figure {
  package var text: String {
    String(format: "%.\(decimals)f", value.isFinite ? value : 0)
  }
}
