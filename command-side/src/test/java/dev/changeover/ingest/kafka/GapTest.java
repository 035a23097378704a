package dev.changeover.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.FeedEvent.GapReason;
import dev.changeover.ingest.kafka.Gap.Doubt;
import dev.changeover.ingest.kafka.Gap.Extent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapTest {
  private static Claim claim(long next, @Nullable Integer epoch) {
    return new Claim("cluster", "changes", 3, "id-1", 7, next, epoch);
  }

  @Test
  void there_is_none_where_the_next_record_is_there_or_still_to_come() {
    assertThat(Gap.between(claim(5, 1), new Extent("id-1", 5, 9), null)).isEmpty();
    assertThat(Gap.between(claim(9, 1), new Extent("id-1", 0, 9), null)).isEmpty();
    assertThat(Gap.between(claim(9, 1), new Extent("id-1", 0, 9), new Doubt(null))).isEmpty();
  }

  @Test
  void what_expired_is_missing_up_to_the_first_record_that_is_left() {
    assertThat(Gap.between(claim(5, 1), new Extent("id-1", 8, 9), null))
        .hasValueSatisfying(gap -> holds(gap, GapReason.EXPIRED, 5, 8L, 8));
  }

  @Test
  void another_topic_of_the_name_is_read_from_its_beginning_even_where_the_offset_exists() {
    assertThat(Gap.between(claim(5, 1), new Extent("id-2", 2, 90), null))
        .hasValueSatisfying(
            gap -> {
              holds(gap, GapReason.RECREATED, 5, null, 2);
              assertThat(gap.after().topicId()).isEqualTo("id-2");
            });
  }

  @Test
  void after_a_truncation_reading_goes_on_where_the_records_diverge() {
    assertThat(Gap.between(claim(50, 1), new Extent("id-1", 0, 90), new Doubt(40L)))
        .hasValueSatisfying(gap -> holds(gap, GapReason.TRUNCATED, 40, 50L, 40));
  }

  @Test
  void a_truncation_that_cannot_be_placed_is_read_again_from_the_beginning() {
    assertThat(Gap.between(claim(50, null), new Extent("id-1", 10, 45), null))
        .hasValueSatisfying(gap -> holds(gap, GapReason.TRUNCATED, 45, 50L, 10));
    assertThat(Gap.between(claim(50, 1), new Extent("id-1", 10, 45), new Doubt(null)))
        .hasValueSatisfying(gap -> holds(gap, GapReason.TRUNCATED, 45, 50L, 10));
  }

  @Test
  void with_an_epoch_a_truncation_is_left_to_the_brokers_to_find() {
    assertThat(Gap.between(claim(50, 1), new Extent("id-1", 10, 45), null)).isEmpty();
  }

  private static void holds(
      Gap gap, GapReason reason, long from, @Nullable Long to, long goesOnAt) {
    assertThat(gap.reason()).isEqualTo(reason);
    assertThat(gap.from()).isEqualTo(from);
    assertThat(gap.to()).isEqualTo(to);
    assertThat(gap.after().nextOffset()).isEqualTo(goesOnAt);
    assertThat(gap.after().number()).isEqualTo(gap.before().number());
  }
}
