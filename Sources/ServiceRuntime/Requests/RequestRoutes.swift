package import Events

/// What a service does with each type of request that it knows: a table from names to work on typed
/// contents, each of which returns the answer of its own type.
///
/// - `Handler` is what the work is done with: it is made for one request, and knows who asks.
package struct RequestRoutes<Handler>: Sendable {
  private typealias Route = @Sendable (Request, Handler) throws -> any Encodable

  private var routes: [RequestName: Route] = [:]

  package init() {}

  /// The table with one type more.
  package func on<Content: ServiceRequest>(
    _: Content.Type,
    _ work: @escaping @Sendable (Handler, Content) throws -> Content.Answer
  ) -> RequestRoutes {
    var routes = self
    routes.routes[Content.name] = { request, handler in
      try work(handler, try request.content())
    }
    return routes
  }

  package func has(_ name: RequestName) -> Bool { routes[name] != nil }

  /// - Parameter handler: made for a name that is in the table.
  /// - Throws: `Refusal` of rule `unknown-request` for a name that is not in the table, or that names
  ///   the field that is missing, unknown or wrong; what the work throws.
  package func answer(
    _ request: Request, by handler: @autoclosure () throws -> Handler
  ) throws -> any Encodable {
    guard let route = routes[request.name] else { throw request.unknownName }
    return try route(request, handler())
  }
}
