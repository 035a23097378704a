package dev.changeover.graphql.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses GraphQL requests that are larger than a query has reason to be. */
public final class BodyLimit extends OncePerRequestFilter {
  private final String path;

  /** Limits requests to this path, e.g. {@code /graphql}. */
  public BodyLimit(String path) {
    this.path = path;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(request.getContextPath() + path);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > QueryLimits.BODY_BYTES) {
      refuse(response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(QueryLimits.BODY_BYTES + 1);
    if (body.length > QueryLimits.BODY_BYTES) {
      refuse(response);
      return;
    }
    chain.doFilter(new ReadRequest(request, body), response);
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .write(
            """
            {"title":"The request is too large","status":413,\
            "detail":"A GraphQL request may have at most %d bytes; send several."}"""
                .formatted(QueryLimits.BODY_BYTES)
                .getBytes(StandardCharsets.UTF_8));
  }

  private static final class ReadRequest extends HttpServletRequestWrapper {
    private final ByteArrayInputStream body;

    ReadRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = new ByteArrayInputStream(body);
    }

    @Override
    public ServletInputStream getInputStream() {
      return new ReadBody(body);
    }
  }

  private static final class ReadBody extends ServletInputStream {
    private final ByteArrayInputStream body;

    ReadBody(ByteArrayInputStream body) {
      this.body = body;
    }

    @Override
    public int read() {
      return body.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return body.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return body.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the request has been read; there is nothing to wait for");
    }
  }
}
