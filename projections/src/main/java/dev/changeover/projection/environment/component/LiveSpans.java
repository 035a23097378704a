package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a version was live: a sighting holds for its maximum age, unless a fact ends it before.
 *
 * @param spans in order of time, not touching one another
 */
record LiveSpans(ComponentVersion version, List<Span> spans, boolean live, boolean possiblyLive) {

  record Span(Instant from, Instant to) {
    Optional<Span> shared(Span other) {
      Instant latestStart = from.isAfter(other.from) ? from : other.from;
      Instant earliestEnd = to.isBefore(other.to) ? to : other.to;
      return earliestEnd.isBefore(latestStart)
          ? Optional.empty()
          : Optional.of(new Span(latestStart, earliestEnd));
    }
  }

  static LiveSpans of(
      ComponentVersion version, List<Span> spans, boolean live, boolean possiblyLive) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      Span last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || span.from.isAfter(last.to)) {
        merged.add(span);
      } else if (span.to.isAfter(last.to)) {
        merged.set(merged.size() - 1, new Span(last.from, span.to));
      }
    }
    return new LiveSpans(version, List.copyOf(merged), live, possiblyLive);
  }

  Optional<Overlap> overlap(LiveSpans other) {
    List<Span> shared =
        spans.stream()
            .flatMap(span -> other.spans.stream().flatMap(each -> span.shared(each).stream()))
            .toList();
    Optional<Instant> from = shared.stream().map(Span::from).min(Instant::compareTo);
    Optional<Instant> to = shared.stream().map(Span::to).max(Instant::compareTo);
    return from.map(
        start ->
            new Overlap(
                version,
                other.version,
                start,
                to.orElse(start),
                live && other.live,
                possiblyLive && other.possiblyLive));
  }
}
