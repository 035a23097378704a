package dev.changeover.ops.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The services outside: the card provider does its work, the parcel service answers too late. */
final class Partners implements AutoCloseable {
  private final HttpServer server;

  private Partners(HttpServer server) {
    this.server = server;
  }

  static Partners start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/charges", exchange -> answer(exchange, 201));
    server.createContext("/bookings", exchange -> answer(exchange, 504));
    server.start();
    return new Partners(server);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
