extension SimulatedDisk {
  package enum Moment: Sendable {
    /// As programs see the files.
    case present
    /// As a power cut that loses all that was not synced would leave them.
    case durable
  }

  /// The files of the disk, for another disk to begin with.
  package func image(_ moment: Moment = .present) -> DiskImage {
    switch moment {
    case .present: return DiskImage(files: files.mapValues(\.content))
    case .durable:
      let durable = files.filter(\.value.isNameDurable).mapValues(\.durableContent)
      let undeleted = deleted.map { ($0.name, $0.durableContent) }
      return DiskImage(
        files: durable.merging(undeleted, uniquingKeysWith: { present, _ in present }))
    }
  }

  /// Puts other files in the place of all that there are, durably, as an operator does who copies a
  /// backup back. What is open is dead.
  package func restore(_ image: DiskImage) {
    killProcess()
    deleted = []
    files = SimulatedDisk(place: place, image: image).files
  }

  package var fileNames: [String] { files.keys.sorted() }

  /// - Returns: `nil` if there is no such file.
  package func bytes(of name: String) -> [UInt8]? { files[name]?.content.array }

  /// Changes one byte of a file, behind everybody's back and durably.
  /// - Returns: whether there is such a byte.
  @discardableResult
  package func corrupt(file name: String, at offset: Int, mask: UInt8 = 0xff) -> Bool {
    guard let file = files[name], (0..<file.content.count).contains(offset) else { return false }
    file.flip(mask, at: offset)
    return true
  }
}
