package dev.changeover.ingest.otlp;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.changeover.ingest.otlp.wire.Form;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Turns the refusals that stand before this door (security, size, compression) into the form that
 * OTLP wants: a {@code google.rpc.Status} in the encoding of the request. An unknown fault of the
 * server becomes 503: senders drop their data on 500.
 */
final class OtlpFaultForm extends OncePerRequestFilter {
  private static final int MOST_MESSAGE_BYTES = 2_000;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/v1/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    if (kept.getStatus() >= 400 && isForeign(kept)) {
      byte[] told = kept.getContentAsByteArray();
      int length = Math.min(told.length, MOST_MESSAGE_BYTES);
      Form form = Form.named(request.getContentType()).orElse(Form.JSON);
      Status status =
          Status.newBuilder()
              .setCode(codeOf(kept.getStatus()).getNumber())
              .setMessage(new String(told, 0, length, StandardCharsets.UTF_8))
              .build();
      kept.resetBuffer();
      kept.setContentType(form.mediaType());
      kept.getOutputStream().write(form.write(status));
      if (kept.getStatus() == 500) {
        kept.setStatus(503);
      }
    }
    kept.copyBodyToResponse();
  }

  /** Answers of the door itself are in their form already. */
  private static boolean isForeign(HttpServletResponse response) {
    String type = response.getContentType();
    return type == null || Form.named(type).isEmpty();
  }

  private static Code codeOf(int httpStatus) {
    return switch (httpStatus) {
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 404, 405 -> Code.UNIMPLEMENTED;
      default -> httpStatus >= 500 ? Code.UNAVAILABLE : Code.INVALID_ARGUMENT;
    };
  }
}
