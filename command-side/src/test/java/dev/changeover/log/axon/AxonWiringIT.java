package dev.changeover.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.event.EventId;
import dev.changeover.event.OtherFact;
import dev.changeover.event.Sha256;
import dev.changeover.log.FactLog;
import dev.changeover.log.LedgerListener;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.NewFact;
import dev.changeover.log.Receipt;
import dev.changeover.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AxonWiringIT {
  private static final String STREAM = "other/production/counter";

  private static final String BEGIN_AGAIN = "\"begin again\"";

  private final AtomicInteger connectionsTaken = new AtomicInteger();
  private DataSource database;
  private AnnotationConfigApplicationContext context;

  /**
   * @param meanwhile happens between the decision and its commit
   */
  record Count(@TargetAggregateIdentifier String stream, Runnable meanwhile) {
    Count(String stream) {
      this(stream, () -> {});
    }
  }

  /** Asks how many were seen; records nothing. */
  record Ask(@TargetAggregateIdentifier String stream) {}

  /** Counts the events of its stream since the last one that says so, whoever recorded them. */
  static class Counter {
    @SuppressWarnings("UnusedVariable") // read by Axon
    @AggregateIdentifier
    private String stream = "";

    private int seen;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int count(Count command) {
      stream = command.stream();
      if (seen > 5) {
        command.meanwhile().run();
        throw new IllegalStateException("refused, having seen " + seen);
      }
      AggregateLifecycle.apply(
          new OtherFact("counter", "%d".formatted(seen)),
          MetaData.with("environment", "production"));
      command.meanwhile().run();
      return seen;
    }

    @CommandHandler
    int ask(Ask command) {
      return seen;
    }

    @EventSourcingHandler
    void on(OtherFact event) {
      stream = "other/production/" + event.wireType();
      seen = event.content().equals(BEGIN_AGAIN) ? 0 : seen + 1;
    }
  }

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, this::countingConnections);
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
    context.registerBean(
        ConfigurerModule.class, () -> configurer -> configurer.configureAggregate(Counter.class));
    context.register(AxonWiring.class);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void an_aggregate_decides_on_what_is_in_its_stream() {
    context.refresh();
    CommandGateway commands = context.getBean(CommandGateway.class);
    assertThat(commands.<Integer>sendAndWait(new Count(STREAM))).isEqualTo(1);
    assertThat(observe("x")).isInstanceOf(Receipt.Appended.class);
    assertThat(commands.<Integer>sendAndWait(new Count(STREAM))).isEqualTo(3);
    assertThat(context.getBean(LedgerReader.class).ofStream(STREAM, 0, 10))
        .extracting(fact -> fact.id().source())
        .containsExactly("/changeover/counter", "/test", "/changeover/counter");
  }

  @Test
  void a_command_that_raced_with_a_fact_of_its_stream_decides_anew() {
    context.refresh();
    CommandGateway commands = context.getBean(CommandGateway.class);
    var races = new AtomicInteger();
    Runnable race =
        () -> {
          if (races.getAndIncrement() < 2) {
            observe("x" + races);
          }
        };
    assertThat(commands.<Integer>sendAndWait(new Count(STREAM, race))).isEqualTo(3);
    assertThat(races).hasValue(3);
    assertThat(context.getBean(LedgerReader.class).lastOfStream(STREAM)).hasValue(2);
  }

  @Test
  void a_refused_command_is_not_tried_again() {
    context.refresh();
    for (int n = 0; n < 6; n++) {
      observe("x" + n);
    }
    var handled = new AtomicInteger();
    CommandGateway commands = context.getBean(CommandGateway.class);
    assertThatThrownBy(() -> commands.sendAndWait(new Count(STREAM, handled::incrementAndGet)))
        .hasMessageContaining("refused, having seen 6");
    assertThat(handled).hasValue(1);
    assertThat(context.getBean(LedgerReader.class).lastOfStream(STREAM)).hasValue(5);
  }

  @Test
  void a_stream_that_is_remembered_is_not_read_again() {
    context.refresh();
    CommandGateway commands = context.getBean(CommandGateway.class);
    commands.sendAndWait(new Count(STREAM));
    int before = connectionsTaken.get();
    assertThat(commands.<Integer>sendAndWait(new Count(STREAM))).isEqualTo(2);
    assertThat(commands.<Integer>sendAndWait(new Count(STREAM))).isEqualTo(3);
    assertThat(connectionsTaken).hasValue(before);
  }

  @Test
  void nothing_is_refused_because_of_what_is_not_so_any_longer() {
    context.refresh();
    CommandGateway commands = context.getBean(CommandGateway.class);
    for (int n = 0; n < 6; n++) {
      commands.sendAndWait(new Count(STREAM));
    }
    assertThatThrownBy(() -> commands.sendAndWait(new Count(STREAM)))
        .hasMessageContaining("refused, having seen 6");
    observe("x", BEGIN_AGAIN);
    assertThat(commands.<Integer>sendAndWait(new Count(STREAM))).isEqualTo(1);
  }

  @Test
  void what_changes_nothing_is_answered_as_of_now() {
    context.refresh();
    CommandGateway commands = context.getBean(CommandGateway.class);
    commands.sendAndWait(new Count(STREAM));
    assertThat(commands.<Integer>sendAndWait(new Ask(STREAM))).isEqualTo(1);
    observe("x");
    assertThat(commands.<Integer>sendAndWait(new Ask(STREAM))).isEqualTo(2);
  }

  @Test
  void tokens_are_stored_under_stable_names_and_read_again() {
    context.refresh();
    var tokens = context.getBean(TokenStore.class);
    var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    TrackingToken at = new GlobalSequenceTrackingToken(41);
    TrackingToken replay =
        ReplayToken.createReplayToken(
            new GlobalSequenceTrackingToken(900), new GlobalSequenceTrackingToken(-1));
    transaction.executeWithoutResult(
        _ -> {
          tokens.initializeTokenSegments("plain", 1, at);
          tokens.initializeTokenSegments("replaying", 1, replay);
        });
    assertThat(stored("token_type")).containsExactly("token.position.1", "token.replay.1");
    assertThat(stored("convert_from(token, 'UTF8')"))
        .containsExactly("{\"position\":41}", "{\"position\":-1,\"until\":900}");
    transaction.executeWithoutResult(
        _ -> {
          assertThat(tokens.fetchToken("plain", 0)).isEqualTo(at);
          assertThat(tokens.fetchToken("replaying", 0)).isEqualTo(replay);
        });
  }

  @Test
  void commits_are_listened_to() throws InterruptedException {
    context.refresh();
    assertThat(context.getBean(LedgerListener.class).awaitListening(Duration.ofSeconds(10)))
        .isTrue();
  }

  @Test
  void a_part_that_loses_facts_is_refused_at_start() {
    context.registerBean(
        "replacing",
        ConfigurerModule.class,
        () ->
            configurer ->
                configurer.configureTransactionManager(
                    _ -> org.axonframework.common.transaction.NoTransactionManager.INSTANCE));
    assertThatThrownBy(context::refresh)
        .rootCause()
        .hasMessageContaining("Axon's TransactionManager is a")
        .hasMessageContaining("NoTransactionManager and must be a")
        .hasMessageContaining("SpringTransactionManager");
  }

  /** As {@link #database}, telling how often it was asked for a connection. */
  private DataSource countingConnections() {
    return new DelegatingDataSource(database) {
      @Override
      public Connection getConnection() throws SQLException {
        connectionsTaken.incrementAndGet();
        return super.getConnection();
      }
    };
  }

  private Receipt observe(String id) {
    return observe(id, "\"observed\"");
  }

  private Receipt observe(String id, String data) {
    var event = new OtherFact("counter", data);
    var fact =
        new NewFact(
            new EventId("/test", id),
            "production",
            "counter",
            Instant.EPOCH,
            event,
            Sha256.of(new byte[0]),
            null);
    return context.getBean(FactLog.class).append(List.of(fact)).join().getFirst();
  }

  private List<String> stored(String column) {
    return JdbcClient.create(database)
        .sql("select %s from ledger.token_entry order by processor_name".formatted(column))
        .query((row, _) -> row.getString(1))
        .list();
  }
}
