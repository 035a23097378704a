package dev.changeover.ops.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the server has acknowledged, on the side of the senders: a file of lines {@code number
 * position}, forced to disk before the next request goes out, and the same in memory.
 */
final class AcknowledgedEvents implements AutoCloseable {
  private final Positions positions = new Positions();
  private final FileChannel file;
  private List<Integer> sinceLastLook = new ArrayList<>();

  /** Goes on with the file of an earlier run, where there is one. */
  AcknowledgedEvents(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<String> lines = Files.lines(path)) {
        lines
            .map(line -> line.split(" "))
            .forEach(part -> put(Integer.parseInt(part[0]), Long.parseLong(part[1])));
      }
    }
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /**
   * Writes down what one answer acknowledged.
   *
   * @throws AssertionError where an event was acknowledged at another position before
   */
  synchronized void add(Map<Integer, Long> acknowledged) throws IOException {
    StringBuilder lines = new StringBuilder();
    acknowledged.forEach(
        (number, position) -> {
          put(number, position);
          lines.append(number).append(' ').append(position).append('\n');
        });
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  private void put(int number, long position) {
    long before = positions.put(number, position);
    if (before == Positions.NONE) {
      sinceLastLook.add(number);
    } else if (before != position) {
      throw new AssertionError(
          "event %d was acknowledged at %d and then at %d".formatted(number, before, position));
    }
  }

  /** How many events are acknowledged. */
  synchronized int size() {
    return positions.size();
  }

  /** Above the numbers of all acknowledged events. */
  synchronized int end() {
    return positions.end();
  }

  /** Position of an event that is acknowledged; {@link Positions#NONE} for others. */
  synchronized long position(int number) {
    return positions.of(number);
  }

  /** Numbers of the events acknowledged since the last call. */
  synchronized IntStream takeNew() {
    List<Integer> taken = sinceLastLook;
    sinceLastLook = new ArrayList<>();
    return taken.stream().mapToInt(Integer::intValue);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
