package dev.changeover.ops.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.projection.Progress;
import dev.changeover.projection.rebuild.Rebuild;
import dev.changeover.projection.rebuild.RebuildRefused;
import dev.changeover.projection.rebuild.Rebuilt;
import dev.changeover.projection.rebuild.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class RebuildIT {
  private static final String SHAPE =
      """
      select string_agg(said, E'\\n' order by said) from (
        select indexdef as said from pg_indexes where schemaname = 'view'
        union all
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'view'::regnamespace
        union all
        select relname || ' ' || reloptions::text || ' ' || obj_description(oid, 'pg_class')
        from pg_class where relnamespace = 'view'::regnamespace and relkind = 'r'
        union all
        select attrelid::regclass || '.' || attname || ' ' || atttypid::regtype || ' '
          || attnotnull || ' ' || coalesce(col_description(attrelid, attnum), '')
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'view'::regnamespace and relkind = 'r' and attnum > 0
        union all
        select relname || ' ' || (acl).grantee::regrole || ' ' || (acl).privilege_type
        from (select relname, aclexplode(relacl) as acl from pg_class
          where relnamespace = 'view'::regnamespace and relacl is not null) granted
      ) told
      """;

  private Kept kept;

  @BeforeEach
  void keep() {
    kept = new Kept();
  }

  @AfterEach
  void end() {
    kept.close();
  }

  @Test
  void the_same_rows_are_switched_to_and_nothing_is_left_over() throws Exception {
    kept.send(5_000);
    kept.awaitFolded();
    long before = oid();
    long revision = revision();
    Rebuilt rebuilt = rebuild();
    assertThat(rebuilt.same()).isTrue();
    assertThat(rebuilt.position()).isEqualTo(4_999);
    assertThat(rebuilt.after()).isEqualTo(kept.projector.digest());
    assertThat(oid()).isNotEqualTo(before);
    assertThat(revision()).as("what was cached is of no more use").isNotEqualTo(revision);
    assertThat(leftovers()).isEmpty();
    kept.send(1_000);
    kept.awaitFolded();
    assertThat(rebuild().same()).as("what was folded after the switch").isTrue();
  }

  @Test
  void the_new_tables_are_like_the_old_ones_in_all_that_can_be_named() throws Exception {
    kept.sql.sql("create role auditor_of_views").update();
    try {
      kept.sql.sql("grant select on view.action, view.step_run to auditor_of_views").update();
      kept.send(10);
      kept.awaitFolded();
      String before = shape();
      assertThat(before).contains("action_pk", "fillfactor=80", "auditor_of_views SELECT");
      rebuild();
      assertThat(shape()).isEqualTo(before);
    } finally {
      kept.sql.sql("drop owned by auditor_of_views").update();
      kept.sql.sql("drop role auditor_of_views").update();
    }
  }

  @Test
  void rows_that_are_not_what_the_log_says_are_found_and_mended() throws Exception {
    kept.send(100);
    kept.awaitFolded();
    String right = kept.projector.digest();
    kept.sql.sql("update view.action set key = 'forged' where id = 'o-7'").update();
    Rebuilt rebuilt = rebuild();
    assertThat(rebuilt.same()).isFalse();
    assertThat(rebuilt.before()).isNotEqualTo(right);
    assertThat(rebuilt.after()).isEqualTo(right).isEqualTo(kept.projector.digest());
  }

  @Test
  void facts_that_come_in_meanwhile_are_in_both_and_no_row_is_ever_missing() throws Exception {
    kept.send(8_000);
    kept.awaitFolded();
    CompletableFuture<Rebuilt> rebuilding = CompletableFuture.supplyAsync(this::rebuildNow);
    long seen = 0;
    while (!rebuilding.isDone()) {
      kept.send(5);
      long rows = kept.rows();
      assertThat(rows).isGreaterThanOrEqualTo(Math.max(seen, 4_000));
      seen = rows;
    }
    assertThat(rebuilding.get().same()).isTrue();
    kept.awaitFolded();
    assertThat(rebuild().same()).isTrue();
  }

  @Test
  void one_that_is_stopped_or_killed_leaves_the_live_rows_and_the_next_begins_anew()
      throws Exception {
    kept.send(3_000);
    kept.awaitFolded();
    long before = oid();
    try (Rebuild stopped = Rebuild.begin(kept.projector, kept.wiring)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(stopped::run).isInstanceOf(InterruptedException.class);
    }
    assertThat(leftovers()).isEmpty();
    Rebuild killed = Rebuild.begin(kept.projector, kept.wiring);
    kept.sql
        .sql(
            """
            select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """)
        .query()
        .listOfRows();
    assertThatThrownBy(killed::run).isInstanceOf(RuntimeException.class);
    assertThat(leftovers()).contains("view_next_action");
    assertThat(oid()).isEqualTo(before);
    assertThat(kept.rows()).isEqualTo(1_500);
    assertThat(Rebuild.clean(kept.projector, kept.wiring)).isTrue();
    assertThat(leftovers()).isEmpty();
    assertThat(rebuild().same()).isTrue();
  }

  @Test
  void a_second_one_at_once_is_refused() throws Exception {
    kept.send(10);
    kept.awaitFolded();
    try (Rebuild first = Rebuild.begin(kept.projector, kept.wiring)) {
      assertThatThrownBy(() -> Rebuild.begin(kept.projector, kept.wiring))
          .isInstanceOf(RebuildRefused.class)
          .hasMessageContaining("action is being rebuilt already");
      assertThat(Rebuild.clean(kept.projector, kept.wiring)).isFalse();
      assertThat(first.run().same()).isTrue();
    }
  }

  @Test
  void the_switch_waits_for_who_reads_the_old_rows_and_lets_others_read() throws Exception {
    kept.send(100);
    kept.awaitFolded();
    try (Connection reader = kept.database.getConnection();
        Statement statement = reader.createStatement();
        Rebuild rebuild = Rebuild.begin(kept.projector, kept.wiring)) {
      reader.setAutoCommit(false);
      statement.execute("select * from view.action limit 1");
      CompletableFuture<Rebuilt> running = CompletableFuture.supplyAsync(() -> run(rebuild));
      while (rebuild.stage() != Stage.SWITCHING) {
        assertThat(kept.rows()).isEqualTo(50);
      }
      for (int n = 0; n < 200; n++) {
        assertThat(kept.rows()).isEqualTo(50);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
      }
      kept.send(10);
      assertThat(running).isNotDone();
      reader.rollback();
      assertThat(running.get(30, TimeUnit.SECONDS).same()).isTrue();
      kept.awaitFolded();
      assertThat(kept.rows()).isEqualTo(55);
    }
  }

  @Test
  void dead_letters_are_those_of_the_rows_that_are_read() throws Exception {
    kept.send(10);
    kept.sendTooLong(tooLong());
    kept.send(10);
    kept.awaitFolded();
    assertThat(kept.processor.deadLetters()).isEqualTo(1);
    Rebuilt again = rebuild();
    assertThat(again.same()).isTrue();
    assertThat(List.of(again.lettersBefore(), again.lettersAfter())).containsExactly(1L, 1L);
    assertThat(queued()).containsExactly("action");
    assertThat(kept.processor.retryDeadLetters()).isZero();
    assertThat(kept.processor.deadLetters()).isEqualTo(1);
    kept.sql.sql("drop index view.action_of_key").update();
    Rebuilt mended = rebuild();
    assertThat(mended.same()).isFalse();
    assertThat(List.of(mended.lettersBefore(), mended.lettersAfter())).containsExactly(1L, 0L);
    assertThat(kept.processor.deadLetters()).isZero();
    assertThat(queued()).isEmpty();
  }

  @Test
  void rows_of_another_version_are_not_replaced() throws Exception {
    kept.send(10);
    kept.awaitFolded();
    long before = oid();
    try (Rebuild rebuild = Rebuild.begin(kept.projector, kept.wiring)) {
      kept.sql.sql("update view.fold set version = version + 1 where name = 'action'").update();
      assertThatThrownBy(rebuild::run)
          .isInstanceOf(RebuildRefused.class)
          .hasMessageContaining("another version of Changeover");
    }
    assertThat(oid()).isEqualTo(before);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void an_empty_log_is_rebuilt_to_nothing() throws Exception {
    assertThat(rebuild()).extracting(Rebuilt::position, Rebuilt::same).containsExactly(-1L, true);
    kept.send(1);
    kept.awaitFolded();
    assertThat(new Progress(kept.database, "action").position()).isZero();
  }

  private Rebuilt rebuild() throws InterruptedException {
    try (Rebuild rebuild = Rebuild.begin(kept.projector, kept.wiring)) {
      return rebuild.run();
    }
  }

  private Rebuilt rebuildNow() {
    try {
      return rebuild();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static Rebuilt run(Rebuild rebuild) {
    try {
      return rebuild.run();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private long oid() {
    return kept.sql.sql("select 'view.action'::regclass::oid::bigint").query(Long.class).single();
  }

  private long revision() {
    return kept.sql
        .sql("select revision from view.progress where name = 'action'")
        .query(Long.class)
        .single();
  }

  private String shape() throws SQLException {
    return kept.sql.sql(SHAPE).query(String.class).single();
  }

  private List<String> queued() {
    return kept.sql
        .sql("select processing_group from ledger.dead_letter_entry")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<String> leftovers() {
    return kept.sql
        .sql("select nspname from pg_namespace where nspname like 'view\\_next%'")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static String tooLong() {
    return new Random(1)
        .ints(3_000, 'a', 'z')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
