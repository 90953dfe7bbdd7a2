import GRDBSQLite

/// What is the whole process's: the file layer, the mounted disks, SQLite's chance and clock.
extension SimulatedDisk {
  /// Makes the simulated file layer SQLite's default, once a process; later calls do nothing.
  ///
  /// A layer that is registered over it must pass paths on to the default that it found.
  package static func install() { FileLayer.installed.check() }

  /// Begins a disk. Files below `place` are on it from now on, in whatever folder below.
  /// - Parameter place: an absolute path that no other disk has; whether it exists on a real disk does not
  ///   matter.
  package static func mount(at place: String, image: DiskImage = DiskImage()) -> SimulatedDisk {
    install()
    let path = place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place
    let disk = SimulatedDisk(place: path, image: image)
    MountTable.add(disk)
    return disk
  }

  /// Ends the disk: its path is no longer served, and what is open is dead. Its files can still be
  /// looked at.
  package func unmount() {
    killProcess()
    MountTable.remove(self)
  }

  /// From now on SQLite's random numbers follow from the seed, in the whole process: the salts of
  /// write-ahead logs, names of temporary files, `random()`. Two runs that do the same after it write the
  /// same bytes, unless another thread uses SQLite meanwhile.
  package static func seed(_ seed: UInt64) {
    install()
    SimulatedChance.begin(seed)
    // SQLite forgets the state of its generator and asks for a new one at the next need.
    sqlite3_randomness(0, nil)
  }

  /// SQLite's clock (`CURRENT_TIMESTAMP` and the like) stands at this moment, in the whole process; `nil`:
  /// it is the machine's again.
  package static func setTime(millisecondsSince1970: Int64?) {
    SimulatedChance.setTime(millisecondsSince1970)
  }
}
