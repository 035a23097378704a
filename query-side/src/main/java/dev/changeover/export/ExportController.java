package dev.changeover.export;

import dev.changeover.ledger.PointRefused;
import dev.changeover.ledger.PointsInHistory;
import dev.changeover.reach.Reach;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /exports/{environment}?from&to&position&format=jsonl|csv}: a ZIP archive with the
 * facts and {@code manifest.json}. {@code from} and {@code to} are times of recording, RFC 3339 or
 * a date in UTC; {@code from} is inclusive, {@code to} is not, a date as {@code to} includes its
 * day.
 */
@RestController
class ExportController {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ExportRows rows;
  private final Clock clock;

  ExportController(JdbcClient database, PointsInHistory points, ObjectProvider<Clock> clock) {
    this.rows = new ExportRows(database, points);
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @GetMapping("/exports/{environment}")
  void export(
      @PathVariable String environment,
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      @RequestParam @Nullable String position,
      @RequestParam(defaultValue = "jsonl") String format,
      @Nullable Principal caller,
      HttpServletResponse response)
      throws IOException {
    if (!Reach.ofCaller().includes(environment)) {
      throw new ExportRefused(
          HttpStatus.FORBIDDEN, "this token does not reach environment '" + environment + "'");
    }
    Instant begin = from == null ? null : moment("from", from, 0);
    Instant end = to == null ? null : moment("to", to, 1);
    if (begin != null && end != null && begin.isAfter(end)) {
      throw new ExportRefused(
          HttpStatus.BAD_REQUEST,
          "the period ends before it begins: from %s, to %s".formatted(from, to));
    }
    ExportRequest request =
        new ExportRequest(
            environment, begin, end, position == null ? null : position(position), format(format));
    Export export = new Export(rows, request);
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(environment + ".zip").build().toString());
    export.writeTo(
        new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES),
        caller == null ? Manifest.NOT_HELD : caller.getName(),
        clock.instant(),
        version());
  }

  @ExceptionHandler
  ProblemDetail refused(ExportRefused refused) {
    return ProblemDetail.forStatusAndDetail(
        refused.status(), Objects.toString(refused.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail refused(PointRefused refused) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, Objects.toString(refused.getMessage()));
  }

  private static Instant moment(String name, String text, int daysLater) {
    try {
      OffsetDateTime moment =
          text.length() == "2026-11-20".length()
              ? LocalDate.parse(text).plusDays(daysLater).atStartOfDay().atOffset(ZoneOffset.UTC)
              : OffsetDateTime.parse(text);
      if (moment.getYear() >= 1 && moment.getYear() <= 9999) {
        return moment.toInstant();
      }
    } catch (DateTimeParseException wrong) {
      // refused below, in the same words as a year that the log does not hold
    }
    throw new ExportRefused(
        HttpStatus.BAD_REQUEST,
        "%s reads like 2026-11-20T14:00:00Z or 2026-11-20, got '%s'".formatted(name, text));
  }

  private static long position(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw new ExportRefused(
          HttpStatus.BAD_REQUEST, "position is a whole number from 0, got '" + text + "'");
    }
  }

  private static ExportFormat format(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "jsonl" -> ExportFormat.JSONL;
      case "csv" -> ExportFormat.CSV;
      default ->
          throw new ExportRefused(
              HttpStatus.BAD_REQUEST, "format is jsonl or csv, got '" + text + "'");
    };
  }

  private static String version() {
    return Optional.ofNullable(ExportController.class.getPackage().getImplementationVersion())
        .orElse(Manifest.NOT_HELD);
  }
}
