package dev.changeover.ops.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.changeover.publish.Publisher;
import dev.changeover.publish.PublisherState;
import dev.changeover.publish.Standing;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
  private final ObjectProvider<Publisher> publisher;

  Readiness(JdbcClient database, ReadModels readModels, ObjectProvider<Publisher> publisher) {
    this.database = database;
    this.readModels = readModels;
    this.publisher = publisher;
  }

  /**
   * What is up.
   *
   * @param position head of the log
   * @param alarm what somebody should look into although the server is up; null: nothing
   * @param kafkaOut null where nothing is published; it never makes the server unready, since facts
   *     are taken and answers given without Kafka
   */
  record Report(
      String status,
      long position,
      @Nullable String alarm,
      Map<String, ReadModel> projections,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KafkaOut kafkaOut) {}

  /**
   * How far a read model has got.
   *
   * @param here whether this node is at work on it; if not, another one is, and this one stands by
   * @param trouble why it does not get on; null: it does
   * @param deadLetters facts that could not be folded into it
   */
  record ReadModel(long position, boolean here, @Nullable String trouble, long deadLetters) {}

  /**
   * How far the log is published.
   *
   * @param activity of this node
   * @param trouble why this node does not get on
   * @param published last position known to be in the topic
   * @param lag facts that are in the log and not known to be in the topic
   * @param oldestWaiting of these, for how long the oldest has been recorded
   */
  record KafkaOut(
      String topic,
      PublisherState.Activity activity,
      @Nullable String trouble,
      long published,
      long lag,
      Duration oldestWaiting) {
    /** What brokers answer is not for everybody who may ask this. */
    private static final String RETRYING =
        "the last batch failed and is tried again; see the log file";

    static KafkaOut of(Publisher publisher) {
      PublisherState.Activity activity = publisher.state().activity();
      Standing standing = publisher.standing();
      return new KafkaOut(
          publisher.topic(),
          activity,
          activity == PublisherState.Activity.RETRYING ? RETRYING : null,
          standing.published(),
          standing.lag(),
          standing.oldestWaiting());
    }
  }

  @GetMapping("/ready")
  ResponseEntity<Report> ready() {
    try {
      long head =
          database.sql("select next_position - 1 from ledger.head").query(Long.class).single();
      Map<String, ReadModel> models = new TreeMap<>(readModels.progress());
      boolean well = models.values().stream().allMatch(model -> model.trouble() == null);
      return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
          .body(new Report(well ? "UP" : "DOWN", head, alarm(models), models, kafkaOut()));
    } catch (DataAccessException away) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(new Report("DOWN: the database does not answer", -1, null, Map.of(), null));
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

  private @Nullable KafkaOut kafkaOut() {
    Publisher of = publisher.getIfAvailable();
    return of == null ? null : KafkaOut.of(of);
  }
}
