/// The files of a disk at one moment. Copying one, and mounting a disk with it, copies no content.
///
/// Without the shared memory of running connections, which SQLite makes anew.
package struct DiskImage: Sendable {
  var files: [String: FileContent]

  package init() { files = [:] }

  init(files: [String: FileContent]) { self.files = files }

  package var names: [String] { files.keys.sorted() }

  /// A file's content; setting `nil` removes the file.
  package subscript(name: String) -> [UInt8]? {
    get { files[name]?.array }
    set { files[name] = newValue.map { $0.withUnsafeBytes { FileContent($0) } } }
  }

  package var byteCount: Int { files.values.reduce(0) { $0 + $1.count } }
}
