package dev.changeover.export;

import dev.changeover.event.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes bytes on and keeps their number and digest. */
final class DigestedOutput extends FilterOutputStream {
  private final MessageDigest digest = Sha256.inPieces();
  private long bytes;

  DigestedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
    digest.update((byte) one);
    bytes++;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    out.write(from, offset, length);
    digest.update(from, offset, length);
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  /** The digest of all bytes so far; to be asked for once. */
  Sha256 sha256OfAll() {
    return Sha256.ofDigest(digest.digest());
  }
}
