import CSodium

/// Unpredictable bytes from the kernel.
public enum Entropy {
  public static func bytes(_ count: Int) -> [UInt8] {
    _ = Sodium.start
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }
}
