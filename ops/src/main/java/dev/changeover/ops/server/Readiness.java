package dev.changeover.ops.server;

import java.util.Map;
import java.util.TreeMap;
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

  /** What is up; {@code position} is the head of the log. */
  record Report(String status, long position, Map<String, ReadModel> projections) {}

  /** How far a read model has got; {@code trouble}: why it does not get on. */
  record ReadModel(long position, @Nullable String trouble) {}

  @GetMapping("/ready")
  ResponseEntity<Report> ready() {
    try {
      long head =
          database.sql("select next_position - 1 from ledger.head").query(Long.class).single();
      Map<String, ReadModel> models = new TreeMap<>(readModels.progress());
      boolean well = models.values().stream().allMatch(model -> model.trouble() == null);
      return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
          .body(new Report(well ? "UP" : "DOWN", head, models));
    } catch (DataAccessException away) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(new Report("DOWN: the database does not answer", -1, Map.of()));
    }
  }
}
