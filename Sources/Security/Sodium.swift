import CSodium

enum Sodium {
  /// Starts libsodium once a process, which also chooses the fastest code for this processor.
  ///
  /// It fails only where the kernel gives no randomness, and there no key may be made.
  static let start: Void = {
    let result = sodium_init()
    precondition(result >= 0, "libsodium found no source of randomness")
  }()
}
