import Synchronization

/// The mounted disks by their paths.
enum MountTable {
  private static let disks = Mutex<[String: SimulatedDisk]>([:])

  static func add(_ disk: SimulatedDisk) {
    let isFree = disks.withLock { disks in
      guard disks[disk.place] == nil else { return false }
      disks[disk.place] = disk
      return true
    }
    precondition(isFree, "A disk is mounted at \(disk.place) already.")
  }

  static func remove(_ disk: SimulatedDisk) {
    disks.withLock { disks in
      if disks[disk.place] === disk { disks[disk.place] = nil }
    }
  }

  /// The disk that a path lies on, and the file's name below the disk's path.
  static func find(_ path: UnsafePointer<CChar>?) -> (disk: SimulatedDisk, name: String)? {
    guard let path else { return nil }
    return disks.withLock { disks in
      guard !disks.isEmpty else { return nil }
      let whole = String(cString: path)
      var place = whole[...]
      while let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) {
        place = whole[..<slash]
        if let disk = disks[String(place)] {
          return (disk, String(whole[whole.utf8.index(after: slash)...]))
        }
      }
      return nil
    }
  }
}
