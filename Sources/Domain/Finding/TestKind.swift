/// How a sample was tested.
public enum TestKind: String, Codable, Sendable, CaseIterable {
  /// A kit on the spot (uji cepat): its positive is presumptive.
  case rapid
  /// The laboratory (uji konfirmasi): its word decides.
  case lab
}
