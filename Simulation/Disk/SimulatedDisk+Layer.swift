import GRDBSQLite

/// The file layer's calls that name a file.
extension SimulatedDisk {
  func open(_ name: String, flags: Int32) -> Result<OpenFile, DiskFailure> {
    guard !isFrozen else { return .failure(.cannotOpen) }
    let present = files[name]
    let file = present ?? StoredFile(name: name, kind: DiskFileKind(flags: flags))
    var open: OpenFile?
    let code = perform(.open, on: file) {
      let isAllowed =
        present == nil ? flags & SQLITE_OPEN_CREATE != 0 : flags & SQLITE_OPEN_EXCLUSIVE == 0
      guard isAllowed else { return SQLITE_CANTOPEN }
      files[name] = file
      open = OpenFile(file, on: self, flags: flags)
      return SQLITE_OK
    }
    guard code == SQLITE_OK, let open else { return .failure(DiskFailure(code: code)) }
    return .success(open)
  }

  func delete(_ name: String, isSynced: Bool) -> Int32 {
    guard !isFrozen else { return DiskFailure.delete.code }
    guard let file = files[name] else { return DiskFailure.noSuchFile.code }
    return perform(.delete, on: file) {
      files[name] = nil
      if file.isNameDurable { deleted.append(file) }
      if isSynced { deleted = [] }
      return SQLITE_OK
    }
  }

  /// As SQLite has it for a real file: an empty file counts only where one asks for permissions.
  func exists(_ name: String, isEmptyToo: Bool) -> Bool {
    files[name].map { isEmptyToo || $0.content.count > 0 } ?? false
  }
}
