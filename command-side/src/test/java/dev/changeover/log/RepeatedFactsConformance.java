package dev.changeover.log;

import static dev.changeover.log.Facts.accepted;
import static dev.changeover.log.Facts.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.TraceGapFound;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine must do with facts that come again, as they were or changed. */
abstract class RepeatedFactsConformance extends LogOnADatabase {

  @Test
  void a_repeated_fact_gets_the_first_receipt() {
    Receipt first = append(fact("x"));
    assertThat(append(fact("x")))
        .isEqualTo(new Receipt.Duplicate(first.id(), first.position(), first.recordedAt()));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void other_content_under_the_same_id_is_a_recorded_conflict() {
    Receipt first = append(fact("x"));
    Receipt second = append(fact("x", "a", "other"));
    append(fact("x", "a", "other"));
    assertThat(second)
        .isEqualTo(new Receipt.Conflict(first.id(), first.position(), first.recordedAt()));
    assertThat(rows()).isEqualTo(1);
    assertThat(sql().sql("select count(*) from ledger.conflict").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void each_action_of_which_something_was_told_in_two_ways_has_a_gap_once() {
    append(List.of(accepted("e", "order/1", "2.4.0"), fact("x")));
    append(
        List.of(
            accepted("e", "order/1", "2.5.0"),
            accepted("e", "order/2", "2.4.0"),
            accepted("f", "order/1", "2.5.0")));
    append(accepted("e", "order/1", "2.6.0"));
    assertThat(read(5))
        .extracting(fact -> fact.event().getClass().getSimpleName() + " " + fact.subject())
        .containsExactly(
            "ActionAccepted order/1",
            "OtherFact thing/x",
            "ActionAccepted order/1",
            "TraceGapFound order/1",
            "TraceGapFound order/2");
    assertThat(((TraceGapFound) read(5).getLast().event()).what())
        .isEqualTo(
            "event e of /test was told in two ways; the first one stands, the other was refused");
  }

  @Test
  void facts_sent_together_may_repeat_one_another() {
    List<Receipt> receipts =
        append(List.of(fact("x"), fact("y"), fact("x"), fact("x", "a", "other"), fact("z")));
    assertThat(receipts)
        .extracting(receipt -> receipt.getClass().getSimpleName())
        .containsExactly("Appended", "Appended", "Duplicate", "Conflict", "Appended");
    assertThat(receipts).extracting(Receipt::position).containsExactly(0L, 1L, 0L, 0L, 2L);
  }

  @Test
  void a_duplicate_or_a_conflict_does_not_hinder_the_others() {
    append(fact("x"));
    assertThat(append(List.of(fact("x"), fact("x", "a", "other"), fact("new"))))
        .extracting(receipt -> receipt.getClass().getSimpleName())
        .containsExactly("Duplicate", "Conflict", "Appended");
  }
}
