public import Events
import Foundation
public import ServiceRuntime

/// The doors of a running system over its sockets.
public struct BusDoor: Door {
  private let data: DataDirectory

  public init(data: DataDirectory) throws {
    self.data = data
  }

  public func request(
    _ service: ServiceName, _ head: RequestHead, document: [UInt8]?, within limit: Duration
  ) async throws -> [UInt8] {
    throw DoorError.notRunning(data: data.path)
  }

  public func close() async {}
}
