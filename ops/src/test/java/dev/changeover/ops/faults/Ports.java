package dev.changeover.ops.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;

/** Ports that nobody listens on now. */
record Ports(int http, int otlpHttp, int otlpGrpc) {
  static Ports free() throws IOException {
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket two = new ServerSocket(0);
        ServerSocket three = new ServerSocket(0)) {
      return new Ports(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http);
  }
}
