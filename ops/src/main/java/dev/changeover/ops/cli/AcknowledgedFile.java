package dev.changeover.ops.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what the server acknowledged, forced to the disk before the next request is made. */
final class AcknowledgedFile implements AutoCloseable {
  private final @Nullable FileChannel channel;

  private AcknowledgedFile(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  static AcknowledgedFile open(@Nullable Path file) throws IOException {
    return new AcknowledgedFile(
        file == null
            ? null
            : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  void add(List<String> receipts) throws IOException {
    if (channel == null || receipts.isEmpty()) {
      return;
    }
    String lines = String.join("\n", receipts) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
