/// An input that stands for the frames of messages.
///
/// Each frame has its length before it, two bytes; a length that goes beyond the end takes what is
/// left. So every input is some frames, and a mutation of one frame leaves the others whole.
package enum FrameInput {
  package static func frames(of input: [UInt8]) -> [[UInt8]] {
    var frames: [[UInt8]] = []
    var rest = input[...]
    while rest.count >= 2 {
      let high = Int(rest.removeFirst())
      let length = high << 8 | Int(rest.removeFirst())
      frames.append([UInt8](rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return frames
  }

  /// The input for these frames, each of at most 65,535 bytes.
  package static func input(of frames: [[UInt8]]) -> [UInt8] {
    frames.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
  }
}
