package dev.changeover.explain.difference;

import dev.changeover.explain.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding that differs.
 *
 * @param before null: it is new
 * @param after null: it is gone
 * @param positions of the events between that it rests on; of a finding that is gone, those that
 *     the later verdict cites of the same subject. Ascending
 */
public record FindingChange(
    @Nullable Finding before, @Nullable Finding after, Cause because, List<Long> positions) {}
