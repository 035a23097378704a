package dev.changeover.ingest;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a request before any door does, decompresses one layer of gzip, and refuses
 * what is larger than the limits. Behind it a door finds the plain bytes, whatever was sent. It
 * stands behind the security filters: nothing is read for strangers.
 */
public final class BodyFilter extends OncePerRequestFilter {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final BodyLimits limits;
  private final Semaphore memory;
  private final Semaphore oneLarge = new Semaphore(1);

  public BodyFilter(BodyLimits limits) {
    this.limits = limits;
    this.memory = new Semaphore(limits.maxBytesAtOnce());
  }

  /** A body that is not read to its end, and why. */
  private static final class RefusedBody extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    RefusedBody(ProblemCode code, String detail) {
      super(detail, null, false, false);
      this.problem = Problem.of(code, detail);
    }
  }

  /** What one request holds of {@link BodyLimits#maxBytesAtOnce}. */
  private final class Share implements AutoCloseable {
    private int bytes;
    private boolean large;

    void grow(int by) throws RefusedBody {
      if (large) {
        return;
      }
      if (bytes + by > limits.largeFrom()) {
        take(oneLarge, 1);
        large = true;
        memory.release(bytes);
        bytes = 0;
      } else {
        take(memory, by);
        bytes += by;
      }
    }

    private static void take(Semaphore of, int count) throws RefusedBody {
      if (!of.tryAcquire(count)) {
        throw new RefusedBody(
            ProblemCode.TOO_MANY_REQUESTS,
            "the server is at work on as many bodies as it can hold; send again");
      }
    }

    @Override
    public void close() {
      memory.release(bytes);
      if (large) {
        oneLarge.release();
      }
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (Share share = new Share()) {
      byte[] body;
      try {
        body = body(request, share);
      } catch (RefusedBody refused) {
        if (refused.problem.code() == ProblemCode.TOO_MANY_REQUESTS) {
          response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        ProblemAnswer.write(response, refused.problem);
        return;
      }
      chain.doFilter(new RequestWithBody(request, body), response);
    }
  }

  private byte[] body(HttpServletRequest request, Share share) throws IOException, RefusedBody {
    if (request.getContentLengthLong() > limits.maxBytes()) {
      throw tooLarge(request.getContentLengthLong() + " bytes");
    }
    int told = Math.max(0, request.getContentLength());
    share.grow(told);
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> read(request.getInputStream(), Long.MAX_VALUE, share, told);
      case "gzip", "x-gzip" ->
          inflate(read(request.getInputStream(), Long.MAX_VALUE, share, told), share);
      default ->
          throw new RefusedBody(
              ProblemCode.ENCODING_UNSUPPORTED,
              "content encoding '%s' is not taken; send gzip once, or none".formatted(encoding));
    };
  }

  private byte[] inflate(byte[] compressed, Share share) throws RefusedBody {
    long maxBytes =
        Math.max(BodyLimits.RATIO_COUNTS_FROM_BYTES, (long) compressed.length * limits.maxRatio());
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return read(plain, maxBytes, share, 0);
    } catch (IOException broken) {
      throw new RefusedBody(
          ProblemCode.BODY_UNREADABLE, "the body is not whole gzip: " + broken.getMessage());
    }
  }

  /**
   * Reads to the end.
   *
   * @param held bytes of it that the share has room for already
   */
  private byte[] read(InputStream stream, long maxByRatio, Share share, int held)
      throws IOException, RefusedBody {
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(held, CHUNK_BYTES));
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
      body.write(chunk, 0, count);
      share.grow(Math.min(count, Math.max(0, body.size() - held)));
      if (body.size() > maxByRatio) {
        throw new RefusedBody(
            ProblemCode.BODY_TOO_LARGE,
            "the body unfolds to more than %d times its size".formatted(limits.maxRatio()));
      }
      if (body.size() > limits.maxBytes()) {
        throw tooLarge("more");
      }
    }
    return body.toByteArray();
  }

  private RefusedBody tooLarge(String size) {
    return new RefusedBody(
        ProblemCode.BODY_TOO_LARGE,
        "at most %d bytes are taken, this is %s; send it in parts"
            .formatted(limits.maxBytes(), size));
  }
}
