package dev.changeover.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Requests through a door of a running server, until the last answer, or until all is folded. */
final class OwnIngest implements Contender {
  static final String OTLP = "OTLP/HTTP, 500 spans a request";
  static final String OTLP_FOLDED = OTLP + ", folded";
  static final String EVENTS = "events, 500 a request";
  static final String SINGLES = "events, one a request, 512 callers";
  private static final String JSON = "application/json";

  private final String name;
  private final OwnServer server;
  private final boolean folded;
  private final KeptConnections connections;
  private final Supplier<byte[]> requests;
  private final int ofATurn;
  private final int expected;
  private final List<byte[]> waiting = new ArrayList<>();

  private OwnIngest(
      String name,
      OwnServer server,
      boolean folded,
      int callers,
      Supplier<byte[]> requests,
      int ofATurn,
      int expected) {
    this.name = name;
    this.server = server;
    this.folded = folded;
    this.connections = new KeptConnections(server.port(), callers);
    this.requests = requests;
    this.ofATurn = ofATurn;
    this.expected = expected;
  }

  /**
   * Exports of spans, 8 callers.
   *
   * @param folded whether a turn ends when all read models have the events
   */
  static OwnIngest otlp(String name, OwnServer server, boolean folded, OtlpLoad load, int ofATurn) {
    return new OwnIngest(
        name,
        server,
        folded,
        8,
        () ->
            KeptConnections.post(
                "/v1/traces", "application/x-protobuf", server.token(), load.next()),
        ofATurn,
        200);
  }

  /** Batches of events, 8 callers. */
  static OwnIngest events(
      String name, OwnServer server, boolean folded, EventsLoad load, int ofATurn) {
    return new OwnIngest(
        name,
        server,
        folded,
        8,
        () -> KeptConnections.post("/events", JSON, server.token(), load.batch(500)),
        ofATurn,
        202);
  }

  /** One event in each request. */
  static OwnIngest singles(
      String name, OwnServer server, boolean folded, EventsLoad load, int ofATurn) {
    return new OwnIngest(
        name,
        server,
        folded,
        512,
        () -> KeptConnections.post("/events", JSON, server.token(), load.single()),
        ofATurn,
        202);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    waiting.clear();
    for (int each = 0; each < ofATurn; each++) {
      waiting.add(requests.get());
    }
    if (folded) {
      server.awaitFolded();
    }
  }

  @Override
  public long run() {
    long before = server.events();
    connections.send(waiting, expected);
    if (folded) {
      server.awaitFolded();
    }
    return server.events() - before;
  }

  @Override
  public long pid() {
    return server.pid();
  }
}
