package dev.changeover.publish;

import static dev.changeover.publish.Facts.fact;
import static dev.changeover.publish.Facts.facts;
import static dev.changeover.publish.Feed.attribute;
import static dev.changeover.publish.Feed.position;
import static dev.changeover.publish.PublisherState.Activity.PUBLISHING;
import static dev.changeover.publish.PublisherState.Activity.RETRYING;
import static dev.changeover.publish.PublisherState.Activity.STANDING_BY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.log.NewFact;
import dev.changeover.testing.PostgresExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(400)
class PublisherIT {
  private static final int BATCH = 100;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final AtomicInteger TOPICS = new AtomicInteger();

  @TempDir static Path directory;
  private static KafkaBroker broker;

  private final String topic = "facts-" + TOPICS.incrementAndGet();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private PGSimpleDataSource database;
  private HikariDataSource pool;
  private LedgerSignal signal;
  private GroupCommittingFactLog log;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.startIn(directory);
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void start() throws Exception {
    broker.createTopic(topic);
    database = (PGSimpleDataSource) PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    var pooled = new HikariConfig();
    pooled.setDataSource(database);
    pooled.setMaximumPoolSize(6);
    pool = new HikariDataSource(pooled);
    signal = new LedgerSignal();
    log = new GroupCommittingFactLog(pool, signal, LogLimits.standard());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    log.close();
    pool.close();
  }

  @Test
  void every_fact_is_published_once_and_in_log_order_per_stream() {
    Publisher publisher = publisher();
    appendOneByOne(facts("x", 3_000)).join();

    awaitPublished(publisher, 3_000);
    List<ConsumerRecord<String, byte[]>> events = feed().readToTheEnd();
    assertThat(positions(events)).containsExactlyElementsOf(upTo(3_000));
    assertThat(Feed.withoutRepeats(events)).hasSameSizeAs(events);
    Feed.assertOrderPerStream(events);
    assertThat(publisher.standing().lag()).isZero();
    assertThat(publisher.standing().oldestWaiting()).isZero();
  }

  @Test
  void a_fact_is_a_cloud_event_whose_data_are_the_stored_bytes() {
    publisher();
    append(List.of(fact("ä-1", "stream-1", "first"), fact("ä-2", "stream-1", "second")));
    ConsumerRecord<String, byte[]> event = feed().readUntil(2).get(1);

    assertThat(attribute(event, "specversion")).isEqualTo("1.0");
    assertThat(attribute(event, "id")).isEqualTo("ä-2");
    assertThat(attribute(event, "source")).isEqualTo("/test");
    assertThat(attribute(event, "type")).isEqualTo("dev.changeover.other.fact.1");
    assertThat(attribute(event, "time")).isEqualTo("2026-11-20T10:00:00.123456Z");
    assertThat(attribute(event, "subject")).isEqualTo("thing/ä-2");
    assertThat(attribute(event, "position")).isEqualTo("1");
    assertThat(attribute(event, "streamseq")).isEqualTo("1");
    assertThat(attribute(event, "environment")).isEqualTo("production");
    assertThat(attribute(event, "recordedtime")).endsWith("Z");
    assertThat(attribute(event, "extras")).isEqualTo("{\"wireType\":\"thing.seen\"}");
    assertThat(attribute(event, "partitionkey")).isEqualTo(event.key());
    assertThat(event.key()).isEqualTo("other/production/stream-1");
    assertThat(new String(event.headers().lastHeader("content-type").value(), UTF_8))
        .isEqualTo("application/json");
    assertThat(new String(event.value(), UTF_8))
        .isEqualTo("{\"wireType\":\"stream-1\",\"content\":\"\\\"second\\\"\"}");
  }

  @Test
  void a_fact_too_large_for_the_topic_goes_without_its_data() {
    Publisher publisher = publisher();
    append(
        List.of(
            fact("a", "s", "small"),
            fact("b", "s", "x".repeat(1_048_500)), // refused by the client
            fact("c", "s", "small too"),
            fact("d", "s", "x".repeat(700_000)))); // refused by the broker
    awaitPublished(publisher, 4);
    List<ConsumerRecord<String, byte[]>> events = feed().readToTheEnd();
    assertThat(positions(events)).containsExactly(0L, 1L, 2L, 3L);
    assertThat(events.get(1).value()).isNull();
    assertThat(Integer.parseInt(attribute(events.get(1), "databytes"))).isGreaterThan(1_048_500);
    assertThat(events.get(2).value()).isNotNull();
    assertThat(events.get(3).value()).isNull();
  }

  @Test
  void while_the_broker_is_away_the_log_takes_facts_that_are_published_later() throws Exception {
    Publisher publisher = publisher();
    append(facts("before", 500));
    awaitPublished(publisher, 500);

    broker.kill();
    append(facts("meanwhile", 500));
    await().until(() -> publisher.state().activity() == RETRYING);
    assertThat(publisher.state().trouble()).isNotBlank();
    assertThat(publisher.standing().lag()).isEqualTo(500);
    assertThat(publisher.standing().oldestWaiting()).isPositive();

    broker.start();
    append(facts("after", 500));
    awaitPublished(publisher, 1_500);
    assertThat(publisher.state().activity()).isEqualTo(PUBLISHING);
    assertComplete(feed().readToTheEnd(), 1_500, BATCH);
  }

  @Test
  void of_two_publishers_one_publishes_until_it_ends() {
    Publisher first = publisher();
    await().until(() -> first.state().activity() == PUBLISHING);
    Publisher second = publisher();
    await().until(() -> second.state().activity() == STANDING_BY);
    append(facts("one", 300));
    awaitPublished(second, 300);

    first.close();
    append(facts("other", 300));
    awaitPublished(second, 600);
    assertThat(second.state().activity()).isEqualTo(PUBLISHING);
    assertComplete(feed().readToTheEnd(), 600, 0);
  }

  @Test
  void killed_between_commit_and_note_it_repeats_that_batch_and_no_more() throws Exception {
    PublisherProcess killed = process();
    append(facts("noted", 50));
    await().until(() -> table().standing(topic).published() == 49);
    try (Connection holder = holdRow()) {
      append(facts("in-flight", 50));
      feed().readUntil(100); // committed in Kafka, and the position cannot be noted
      killed.kill();
      endWaitingForRow(); // else the server would go on for the one who is dead
      holder.rollback();
    }
    append(facts("later", 50));
    awaitPublished(publisher(), 150);
    List<ConsumerRecord<String, byte[]>> events = feed().readToTheEnd();
    assertComplete(events, 150, BATCH);
    assertThat(repeated(events)).isEqualTo(LongStream.range(50, 100).boxed().toList());
  }

  @Test
  void killed_again_and_again_it_loses_nothing() throws Exception {
    var random = new Random(7);
    int kills = Integer.getInteger("kills", 4);
    for (int kill = 0; kill < kills; kill++) {
      PublisherProcess killed = process();
      long before = table().standing(topic).published();
      CompletableFuture<?> appended = appendOneByOne(facts("k" + kill, 600));
      await().until(() -> table().standing(topic).published() > before + random.nextInt(300));
      killed.kill();
      appended.join();
    }
    int all = kills * 600;
    awaitPublished(publisher(), all);
    List<ConsumerRecord<String, byte[]>> events = feed().readToTheEnd();
    assertComplete(events, all, kills * BATCH);
    System.out.printf("%d kills, %,d facts, %d repeated%n", kills, all, events.size() - all);
  }

  @Test
  void a_frozen_publisher_that_wakes_adds_nothing_and_moves_nothing_back() throws Exception {
    PublisherProcess frozen = process();
    append(facts("a", 200));
    await().until(() -> table().standing(topic).published() == 199);
    CompletableFuture<?> appended = appendOneByOne(facts("b", 2_000));
    await().until(() -> table().standing(topic).published() > 400);
    frozen.freeze();
    appended.join();

    Publisher next = publisher();
    append(facts("c", 200));
    awaitPublished(next, 2_400);
    long end = feed().readToTheEnd().size();
    frozen.thaw();
    append(facts("d", 200));
    awaitPublished(next, 2_600);
    assertThat(frozen.isAlive()).isTrue();

    next.close(); // the woken one stands by, and has its turn now
    append(facts("e", 200));
    awaitPublished(next, 2_800);
    List<ConsumerRecord<String, byte[]>> events = feed().readToTheEnd();
    assertThat(events).hasSizeBetween((int) end + 400, (int) end + 400 + BATCH);
    assertComplete(events, 2_800, 2 * BATCH);
  }

  private Publisher publisher() {
    return opened(
        new Publisher(
            broker.settings(),
            settings(),
            "node-" + opened.size(),
            pool,
            signal,
            new PublisherCounters(OpenTelemetry.noop())));
  }

  private PublisherProcess process() throws Exception {
    return opened(PublisherProcess.start(directory, database, broker, settings()));
  }

  private Feed feed() {
    return opened(new Feed(broker, topic));
  }

  private <T extends AutoCloseable> T opened(T one) {
    opened.add(one);
    return one;
  }

  private KafkaOutSettings settings() {
    return new KafkaOutSettings(topic, BATCH, LEASE);
  }

  private PublicationTable table() {
    return new PublicationTable(pool, LEASE);
  }

  private void append(List<NewFact> facts) {
    log.append(facts).join();
  }

  private CompletableFuture<Void> appendOneByOne(List<NewFact> facts) {
    return CompletableFuture.allOf(
        facts.stream().map(fact -> log.append(List.of(fact))).toArray(CompletableFuture<?>[]::new));
  }

  private Connection holdRow() throws SQLException {
    Connection holder = database.getConnection();
    holder.setAutoCommit(false);
    try (var lock =
        holder.prepareStatement("select * from ledger.publication where topic = ? for update")) {
      lock.setString(1, topic);
      lock.executeQuery().close();
    }
    return holder;
  }

  private void endWaitingForRow() {
    JdbcClient.create(database)
        .sql(
            """
            select count(pg_terminate_backend(pid, 10000)) from pg_stat_activity
            where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
            """)
        .query(Long.class)
        .single();
  }

  private static void awaitPublished(Publisher publisher, long facts) {
    await().until(() -> publisher.standing().published() == facts - 1);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }

  /**
   * Nothing is missing, what is read in order is in order, and not more than so much came twice.
   */
  private static void assertComplete(
      List<ConsumerRecord<String, byte[]>> events, int facts, int mostRepeated) {
    List<ConsumerRecord<String, byte[]>> once = Feed.withoutRepeats(events);
    assertThat(positions(once)).containsExactlyElementsOf(upTo(facts));
    Feed.assertOrderPerStream(once);
    assertThat(events.size() - once.size()).isLessThanOrEqualTo(mostRepeated);
  }

  private static List<Long> repeated(List<ConsumerRecord<String, byte[]>> events) {
    List<Long> all = new ArrayList<>(events.stream().map(Feed::position).toList());
    positions(Feed.withoutRepeats(events)).forEach(all::remove);
    return all.stream().sorted().toList();
  }

  private static List<Long> positions(List<ConsumerRecord<String, byte[]>> events) {
    return events.stream().map(event -> position(event)).sorted().toList();
  }

  private static List<Long> upTo(int facts) {
    return LongStream.range(0, facts).boxed().toList();
  }
}
