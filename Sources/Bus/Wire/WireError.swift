/// Why a message was dropped: the label of its counter (docs/wire-protocol.md, section 10).
public enum WireError: String, Error, CaseIterable, Sendable {
  case frameCount = "frame-count"
  case oversize
  case magic
  case version
  case length
  case topic
  case field
  case kind
  case hash
}
