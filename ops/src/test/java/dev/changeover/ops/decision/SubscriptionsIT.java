package dev.changeover.ops.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.ops.server.ServerExtension;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SubscriptionsIT {
  @RegisterExtension static final ServerExtension server = new ServerExtension();

  private static final String ACTION =
      """
      subscription {actionChanged(type: "payment", id: "%s", environment: "shop"%s) {
        state asOf {position} retry {answer findings {facts {events {id}}}}}}""";
  private static final String TIMELINE =
      "subscription {timelineAppended(of: {environment: \"%s\"%s}%s) {position text}}";

  private static Http all;
  private static Http reader;

  @BeforeAll
  static void payments_are_in_doubt() {
    all = Http.of(server);
    reader = all.with("read", "shop");
    for (String id : new String[] {"p-1", "p-2", "p-3"}) {
      all.tell(Payments.inDoubt("shop", id));
    }
  }

  @Test
  void tells_an_action_as_it_is_and_again_when_it_has_changed() {
    try (News news = News.byServerSentEvents(reader, ACTION.formatted("p-1", ""))) {
      assertThat(action(news).path("state").asString()).isEqualTo("IN_DOUBT");
      lookUp("p-1");
      JsonNode changed = action(news);
      assertThat(changed.path("state").asString()).isEqualTo("FAILED_CLEAN");
      assertThat(changed.at("/retry/answer").asString()).isEqualTo("SAFE");
      assertThat(changed.at("/retry/findings/0/facts/0/events/0/id").asString()).isNotEmpty();
    }
  }

  @Test
  void tells_the_same_over_a_websocket() {
    try (News news = News.byWebSocket(reader, ACTION.formatted("p-2", ""))) {
      assertThat(action(news).path("state").asString()).isEqualTo("IN_DOUBT");
      lookUp("p-2");
      assertThat(action(news).path("state").asString()).isEqualTo("FAILED_CLEAN");
    }
  }

  @Test
  void goes_on_after_what_was_seen_and_leaves_out_what_has_not_changed() {
    long seen;
    try (News news = News.byServerSentEvents(reader, ACTION.formatted("p-3", ""))) {
      seen = action(news).at("/asOf/position").asLong();
    }
    try (News news = News.byServerSentEvents(reader, ACTION.formatted("p-3", ", after: " + seen))) {
      lookUp("p-3");
      assertThat(action(news).path("state").asString()).isEqualTo("FAILED_CLEAN");
    }
  }

  @Test
  void tells_every_entry_of_a_timeline_in_the_order_of_the_log() {
    String document = TIMELINE.formatted("tail", ", component: \"checkout\"", ", after: -1");
    try (News news = News.byWebSocket(all, document)) {
      for (int i = 0; i < 30; i++) {
        all.tell(marked("tail", "1.0." + i));
      }
      long before = -1;
      for (int i = 0; i < 30; i++) {
        JsonNode entry = news.next().at("/data/timelineAppended");
        assertThat(entry.path("text").asString()).contains("1.0." + i + " ");
        assertThat(entry.path("position").asLong()).isGreaterThan(before);
        before = entry.path("position").asLong();
      }
    }
  }

  @Test
  void tells_a_release_as_its_steps_go() {
    String step = "\"release\":\"r-1\",\"step\":\"api\"";
    all.tell(
        Payments.event("shop", "release.started", "r-1", Instant.now(), "\"release\":\"r-1\""));
    String document =
        "subscription {releaseChanged(environment: \"shop\", id: \"r-1\") {state steps {state}}}";
    try (News news = News.byServerSentEvents(reader, document)) {
      assertThat(release(news).path("state").asString()).isEqualTo("RESTING");
      all.tell(Payments.event("shop", "releasestep.started", "r-1", Instant.now(), step));
      assertThat(release(news).path("state").asString()).isEqualTo("RUNNING");
    }
  }

  @Test
  void tells_nothing_of_environments_that_the_token_does_not_reach() {
    try (News news = News.byServerSentEvents(reader, TIMELINE.formatted("elsewhere", "", ""))) {
      assertThat(news.next().at("/errors/0/extensions/code").asString())
          .isEqualTo("ENVIRONMENT_NOT_ALLOWED");
    }
    try (News news = News.byWebSocket(reader, TIMELINE.formatted("elsewhere", "", ""))) {
      assertThat(news.next().at("/errors/0/extensions/code").asString())
          .isEqualTo("ENVIRONMENT_NOT_ALLOWED");
    }
  }

  @Test
  void lets_nobody_connect_without_a_token_that_may_ask() {
    WebSocket.Listener nobody = new WebSocket.Listener() {};
    assertThatThrownBy(() -> News.connect(new Http(all.url(), "chg_none"), nobody))
        .isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> News.connect(all.with("ingest"), nobody))
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void keeps_only_so_many_subscriptions_of_one_token() {
    Http greedy = all.with("read");
    News[] kept = new News[20];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = News.byServerSentEvents(greedy, ACTION.formatted("p-1", ""));
      action(kept[i]);
    }
    try (News refused = News.byServerSentEvents(greedy, ACTION.formatted("p-1", ""))) {
      assertThat(refused.next().at("/errors/0/extensions/code").asString())
          .isEqualTo("TOO_MANY_SUBSCRIPTIONS");
    }
    for (News each : kept) {
      each.close();
    }
  }

  private static JsonNode action(News news) {
    JsonNode told = news.next();
    assertThat(told.path("errors")).as("%s", told).isEmpty();
    return told.at("/data/actionChanged");
  }

  private static JsonNode release(News news) {
    JsonNode told = news.next();
    assertThat(told.path("errors")).as("%s", told).isEmpty();
    return told.at("/data/releaseChanged");
  }

  private static String marked(String environment, String version) {
    return Payments.event(
        environment,
        "version.marked",
        "checkout",
        Instant.now(),
        "\"component\":\"checkout\",\"version\":\"%s\",\"mark\":\"FAULTY\"".formatted(version));
  }

  private static void lookUp(String payment) {
    JsonNode told =
        all.mutate(
            "effectRecordLookup",
            "userErrors {message}",
            Map.of(
                "environment",
                "shop",
                "action",
                "payment/" + payment,
                "effect",
                "charge",
                "outcome",
                "NO_EFFECT",
                "idempotencyKey",
                "look-" + payment));
    assertThat(told.path("userErrors")).isEmpty();
  }
}
