package dev.changeover.ops.server;

import dev.changeover.ops.cli.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Looks whether the ports can be had, before the server takes them: what a server says that could
 * not start names neither the option nor the remedy.
 */
final class FreePorts {
  private FreePorts() {}

  /**
   * @throws CommandFailed with the first port that cannot be had and the option that changes it
   */
  static void check(ServerOptions options) {
    check(options.bindAddress, options.port, "--port");
    if (options.nodeRoles().contains(NodeRole.COMMAND)) {
      check(options.bindAddress, options.otlpHttpPort, "--otlp-http-port");
      check(options.bindAddress, options.otlpGrpcPort, "--otlp-grpc-port");
    }
  }

  private static void check(String address, int port, String option) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException taken) {
      throw new CommandFailed(
          "cannot listen on %s:%d: %s; stop what listens there, or choose another port with %s"
              .formatted(address, port, taken.getMessage(), option),
          taken);
    }
  }
}
