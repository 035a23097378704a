package dev.changeover.ops.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /ready}: 200 when everything is up, the read models included. */
@RestController
final class Readiness {
  private final JdbcClient database;
  private final ReadModels readModels;

  Readiness(JdbcClient database, ReadModels readModels) {
    this.database = database;
    this.readModels = readModels;
  }

  /**
   * What is up.
   *
   * @param position head of the log
   * @param alarm what somebody should look into although the server is up; null: nothing
   */
  record Report(
      String status, long position, @Nullable String alarm, Map<String, ReadModel> projections) {}

  /**
   * How far a read model has got.
   *
   * @param trouble why it does not get on; null: it does
   * @param deadLetters facts that could not be folded into it
   */
  record ReadModel(long position, @Nullable String trouble, long deadLetters) {}

  @GetMapping("/ready")
  ResponseEntity<Report> ready() {
    try {
      long head =
          database.sql("select next_position - 1 from ledger.head").query(Long.class).single();
      Map<String, ReadModel> models = new TreeMap<>(readModels.progress());
      boolean well = models.values().stream().allMatch(model -> model.trouble() == null);
      return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
          .body(new Report(well ? "UP" : "DOWN", head, alarm(models), models));
    } catch (DataAccessException away) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(new Report("DOWN: the database does not answer", -1, null, Map.of()));
    }
  }

  /** Names no environment: this address is open to everybody. */
  private static @Nullable String alarm(Map<String, ReadModel> models) {
    String lacking =
        models.entrySet().stream()
            .filter(each -> each.getValue().deadLetters() > 0)
            .map(each -> each.getValue().deadLetters() + " into " + each.getKey())
            .collect(Collectors.joining(", "));
    return lacking.isEmpty()
        ? null
        : "facts could not be folded (%s): verdicts that they concern are UNKNOWN; see `changeover dead-letters list`"
            .formatted(lacking);
  }
}
