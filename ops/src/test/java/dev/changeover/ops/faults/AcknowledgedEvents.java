package dev.changeover.ops.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the server has acknowledged, on the side of the senders: a file of lines {@code number
 * position}, forced to disk before the next request goes out, and the same in memory.
 */
final class AcknowledgedEvents implements AutoCloseable {
  private final Map<Long, Long> positions = new ConcurrentHashMap<>();
  private final FileChannel file;

  AcknowledgedEvents(Path path) throws IOException {
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /**
   * Writes down what one answer acknowledged.
   *
   * @throws AssertionError where an event was acknowledged at another position before
   */
  synchronized void add(Map<Long, Long> acknowledged) throws IOException {
    StringBuilder lines = new StringBuilder();
    acknowledged.forEach(
        (number, position) -> {
          Long before = positions.putIfAbsent(number, position);
          if (before != null && !before.equals(position)) {
            throw new AssertionError(
                "event %d was acknowledged at %d and then at %d"
                    .formatted(number, before, position));
          }
          lines.append(number).append(' ').append(position).append('\n');
        });
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  /** By number of the event, its position in the log. */
  Map<Long, Long> positions() {
    return positions;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
