package dev.changeover.ingest.otlp;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** The body of a request, within the limit. Decompressed before it comes here, for all doors. */
final class HttpBody {
  private HttpBody() {}

  /**
   * Reads the whole body.
   *
   * @throws ExportTooLarge where it has more bytes than are taken
   * @throws IOException where the sender broke off
   */
  static byte[] read(HttpServletRequest request, long mostBytes) throws IOException {
    int most = Math.toIntExact(Math.min(mostBytes, Integer.MAX_VALUE - 1));
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw new ExportTooLarge(
          "at most %d bytes are taken in one request; export smaller batches".formatted(most));
    }
    return body;
  }
}
