extension SimulatedDisk {
  /// The power goes. What was synced stays; of the rest each sector stays or not by the dice, in one
  /// cut of four nothing of it, in one of four everything. Files can be opened anew.
  ///
  /// The same disk and the same dice leave the same files.
  package func cutPower(using dice: inout some RandomNumberGenerator) {
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: cutPowerLosingUnsynced()
    case 1:
      killProcess()
      for file in files.values { file.replace(with: file.content) }
      deleted = []
    default:
      killProcess()
      for (name, file) in files.sorted(by: { $0.key < $1.key }) {
        if file.isNameDurable || Bool.random(using: &dice) {
          file.survivePowerCut(using: &dice)
        } else {
          files[name] = nil
        }
      }
      for file in deleted where Bool.random(using: &dice) {
        file.survivePowerCut(using: &dice)
        bringBack(file)
      }
      deleted = []
    }
  }

  /// The power goes and nothing stays but what was synced.
  package func cutPowerLosingUnsynced() {
    killProcess()
    for (name, file) in files {
      if file.isNameDurable {
        file.replace(with: file.durableContent)
      } else {
        files[name] = nil
      }
    }
    for file in deleted.reversed() {
      file.replace(with: file.durableContent)
      bringBack(file)
    }
    deleted = []
  }

  private func bringBack(_ file: StoredFile) {
    guard files[file.name] == nil else { return }
    file.lock = FileLock()
    file.sharedMemory = nil
    files[file.name] = file
  }
}
