import Bus
import Domain
import Events
import Log
import Logging
import TestSupport
import Testing

@testable import ServiceRuntime

/// The logs that a service follows, when it ends.
struct FollowedLinksTests {
  @Test func `a link that is being made when the service ends is not left running`() async throws {
    let folder = try TestFolder()
    let directory = DataDirectory(folder.path)
    try directory.prepare()
    let now = Timestamp(milliseconds: 1_000_000)
    let database = try LogDatabase(
      LogDatabase.Options(directory: directory.path, service: "findings", time: now))
    let isAsked = Held<Bool>()
    let writer = LogWriter(
      turned: database, handlers: LogWriter.Handlers(clock: { now }) { _ in }
    ) { isAsked.value = true }
    let bus = try await MessageBus.start(name: "findings")
    let links = FollowedLinks(
      follower: .findings, logger: Logger(label: "links") { _ in SwiftLogNoOpLogHandler() })
    // It asks the writer for its place, which is told after the end.
    async let following: Void = links.start(
      ServiceEndpoints(.findings, in: directory), keys: ServiceKeys(.findings, in: directory),
      bus: bus, writer: writer, logs: FollowedLogs([]))
    try await eventually("its place is asked for") { isAsked.value == true }
    await links.stop()
    writer.turn(isTick: false)
    try await following
    #expect(links.status(of: .registry) == nil)
    writer.stop()
    await bus.close()
  }
}
