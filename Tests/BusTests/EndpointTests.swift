import Testing

@testable import Bus

@Suite struct EndpointTests {
  @Test(arguments: [
    ("ipc:///run/terpadu/findings.pub", Endpoint.ipc(path: "/run/terpadu/findings.pub")),
    ("tcp://127.0.0.1:5555", .tcp(host: "127.0.0.1", port: 5555)),
    ("tcp://*:0", .tcp(host: "*", port: 0)),
    ("tcp://[::1]:80", .tcp(host: "::1", port: 80)),
    ("tcp://bus.pom.go.id:5555", .tcp(host: "bus.pom.go.id", port: 5555)),
  ])
  func `an address is read and written back`(text: String, endpoint: Endpoint) throws {
    #expect(try Endpoint(text) == endpoint)
    #expect(endpoint.description == text)
  }

  @Test func `a star is port 0`() throws {
    #expect(try Endpoint("tcp://127.0.0.1:*") == .tcp(host: "127.0.0.1", port: 0))
  }

  @Test(arguments: [
    "", "ipc://", "ipc://relative", "ipc:///dir/", "tcp://", "tcp://host", "tcp://:1",
    "tcp://host:", "tcp://host:65536", "tcp://host:-1", "tcp://::1:5", "tcp://a/b:1",
    "tcp://a b:1", "tcp://a;b:1", "tcp://[[a]]:1", "udp://h:1", "inproc://x", "TCP://h:1",
  ])
  func `anything else is refused by name`(text: String) {
    let error = #expect(throws: BusError.self) { try Endpoint(text) }
    #expect(error?.code == .invalidEndpoint)
    #expect(error?.attempted.contains(text) == true)
  }
}
