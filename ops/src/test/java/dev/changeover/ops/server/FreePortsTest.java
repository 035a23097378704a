package dev.changeover.ops.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.ops.cli.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void names_the_port_that_is_taken_and_the_option_that_changes_it() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerOptions options = new ServerOptions();
      options.port = 0;
      options.otlpHttpPort = 0;
      options.otlpGrpcPort = other.getLocalPort();
      assertThatThrownBy(() -> FreePorts.check(options))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("--otlp-grpc-port");
    }
  }
}
