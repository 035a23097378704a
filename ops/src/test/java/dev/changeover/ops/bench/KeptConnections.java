package dev.changeover.ops.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Callers that send encoded HTTP requests, each the next as soon as it has its answer. All on one
 * thread and without objects made for a request: the load shares the machine with what is measured.
 */
final class KeptConnections {
  private final int port;
  private final int callers;

  KeptConnections(int port, int callers) {
    this.port = port;
    this.callers = callers;
  }

  /** A whole request, over a connection that is kept. */
  static byte[] post(String path, String mediaType, String token, byte[] body) {
    byte[] head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, token, mediaType, body.length)
            .getBytes(ISO_8859_1);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /**
   * Sends all and returns when the last one is answered.
   *
   * @param expected status of each answer
   */
  void send(List<byte[]> requests, int expected) {
    Iterator<byte[]> next = requests.iterator();
    try (Selector selector = Selector.open()) {
      int open = 0;
      while (open < callers && next.hasNext()) {
        begin(selector, next.next());
        open++;
      }
      while (open > 0) {
        selector.select();
        for (SelectionKey key : Set.copyOf(selector.selectedKeys())) {
          open -= goOn(key, next, expected) ? 0 : 1;
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** False: this caller has nothing left to do. */
  private boolean goOn(SelectionKey key, Iterator<byte[]> next, int expected) throws IOException {
    Caller caller = (Caller) key.attachment();
    if (key.isWritable()) {
      key.interestOps(caller.write() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
      return true;
    }
    if (!caller.isAnswered(expected)) {
      return true;
    }
    if (next.hasNext() && !caller.isLast()) {
      caller.take(next.next());
      key.interestOps(caller.write() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
      return true;
    }
    key.channel().close();
    if (next.hasNext()) {
      begin(key.selector(), next.next());
      return true;
    }
    return false;
  }

  private void begin(Selector selector, byte[] request) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Caller caller = new Caller(channel);
    caller.take(request);
    channel.register(
        selector, caller.write() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE, caller);
  }

  /** One connection: a request on its way out, or an answer on its way in. */
  private static final class Caller {
    private static final int HEAD_BYTES = 4 * 1024;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(HEAD_BYTES);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long bodyLeft = -1;
    private boolean last;

    Caller(SocketChannel channel) {
      this.channel = channel;
    }

    void take(byte[] request) {
      out = ByteBuffer.wrap(request);
      in.clear();
      bodyLeft = -1;
    }

    /** Whether all of it is out. */
    boolean write() throws IOException {
      channel.write(out);
      return !out.hasRemaining();
    }

    /** Whether the server closes the connection after this answer. */
    boolean isLast() {
      return last;
    }

    boolean isAnswered(int expected) throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the server has closed a connection without an answer");
      }
      if (bodyLeft < 0) {
        int end = endOfHead();
        if (end < 0) {
          return false;
        }
        bodyLeft = bodyLength(expected, end) - (in.position() - end);
      } else {
        bodyLeft -= in.position();
      }
      in.clear();
      return bodyLeft <= 0;
    }

    private int endOfHead() {
      for (int at = 3; at < in.position(); at++) {
        if (in.get(at) == '\n' && in.get(at - 1) == '\r' && in.get(at - 2) == '\n') {
          return at + 1;
        }
      }
      return -1;
    }

    private long bodyLength(int expected, int end) {
      String head = new String(in.array(), 0, end, ISO_8859_1);
      if (!head.startsWith("HTTP/1.1 " + expected)) {
        throw new IllegalStateException(
            "the server has answered otherwise than %d: %s"
                .formatted(expected, new String(in.array(), 0, in.position(), ISO_8859_1)));
      }
      last = head.toLowerCase(Locale.ROOT).contains("\nconnection: close");
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
          .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("an answer without a length: " + head));
    }
  }
}
