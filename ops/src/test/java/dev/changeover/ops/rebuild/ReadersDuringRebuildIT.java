package dev.changeover.ops.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.CommandRun;
import dev.changeover.ops.server.ServerExtension;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every read model is rebuilt while readers ask and facts come in. {@code -Drebuild.events=1000000}
 * is the long form.
 */
@Timeout(3_600)
class ReadersDuringRebuildIT {
  private static final int EVENTS = Integer.getInteger("rebuild.events", 10_000);
  private static final int READERS = Integer.getInteger("rebuild.readers", 4);
  private static final int BATCH = 500;
  private static final List<String> READ_MODELS = List.of("environment", "action", "timeline");

  @RegisterExtension static final ServerExtension server = new ServerExtension();

  private final Traffic traffic = new Traffic();
  private final Caller caller = Caller.of(server.url(), server.token());

  @Test
  void no_read_fails_or_is_empty_and_verdicts_of_the_past_keep_their_bytes() throws Exception {
    caller.tell(traffic.story());
    for (int sent = 0; sent < EVENTS; sent += BATCH) {
      caller.tell(traffic.more(BATCH));
    }
    awaitFolded();
    List<Question> questions = questions();
    readQuietly(questions);
    for (String readModel : READ_MODELS) {
      rebuild(readModel, questions);
    }
    aSecondOneAtOnceIsRefused();
    try (Readers after = new Readers(caller, questions, questions.size())) {
      after.awaitBegun();
      after.end();
      assertThat(after.faults()).isEmpty();
    }
  }

  private List<Question> questions() throws Exception {
    String now = Instant.now().toString();
    List<Question> questions = new ArrayList<>(Question.atTheHead());
    for (long position : new long[] {5, EVENTS / 2, EVENTS}) {
      for (String document : Question.at(position, now)) {
        questions.add(new Question(document, caller.ask(document).body()));
      }
    }
    for (Question question : Question.atTheHead()) {
      assertThat(question.fault(caller.ask(question.document()))).isEmpty();
    }
    return questions;
  }

  /** For comparison: the same load without a rebuild. */
  private void readQuietly(List<Question> questions) throws Exception {
    try (Readers readers = new Readers(caller, questions, READERS)) {
      while (readers.answers() < 20 * questions.size()) {
        caller.tell(traffic.more(5));
      }
      readers.end();
      assertThat(readers.faults()).isEmpty();
      System.out.printf("without a rebuild: %d reads, %s%n", readers.answers(), readers.times());
    }
  }

  private void rebuild(String readModel, List<Question> questions) throws Exception {
    long before = head();
    try (Readers readers = new Readers(caller, questions, READERS)) {
      readers.awaitBegun();
      long began = System.nanoTime();
      CompletableFuture<CommandRun> replay =
          CompletableFuture.supplyAsync(() -> CommandRun.against(server, "replay", readModel));
      while (!replay.isDone()) {
        caller.tell(traffic.more(5));
        LockSupport.parkNanos(10_000_000);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      readers.end();
      System.out.printf(
          "%s: %,d events in %.1f s, %d came in meanwhile; %d reads (%s), %d behind, %d failed or empty%n%s",
          readModel,
          before + 1,
          seconds,
          head() - before,
          readers.answers(),
          readers.times(),
          readers.behind(),
          readers.faults().size(),
          replay.get().out());
      assertThat(readers.faults()).isEmpty();
      assertThat(replay.get().exitCode()).as(replay.get().err()).isZero();
      assertThat(replay.get().out()).contains("the same rows as before, SHA-256 ");
    }
  }

  private void aSecondOneAtOnceIsRefused() throws Exception {
    String path = "/admin/replays/timeline";
    assertThat(caller.post(path, "text/plain", "").statusCode()).isEqualTo(202);
    HttpResponse<String> second = caller.post(path, "text/plain", "");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("timeline is being rebuilt already");
    while (!JsonMapper.shared().readTree(caller.get(path).body()).path("finished").asBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void awaitFolded() throws Exception {
    while (!ready().path("projections").valueStream().allMatch(ReadersDuringRebuildIT::isAtHead)) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static boolean isAtHead(JsonNode readModel) {
    return readModel.path("position").asLong() >= EVENTS;
  }

  private long head() throws Exception {
    return ready().path("position").asLong();
  }

  private JsonNode ready() throws Exception {
    return JsonMapper.shared().readTree(caller.get("/ready").body());
  }
}
