package dev.changeover.explain.rollback;

import dev.changeover.event.MessageForm;
import java.util.SortedMap;
import java.util.TreeMap;

/** Messages that wait and that the target does not take. */
final class Foreign {
  private Foreign() {}

  /** How many, as last told, however long ago. */
  static long in(QueueToDrain queue) {
    return byForm(queue).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of each form that the target is known not to take. */
  static SortedMap<MessageForm, Long> byForm(QueueToDrain queue) {
    SortedMap<MessageForm, Long> foreign = new TreeMap<>();
    queue
        .snapshot()
        .ifPresent(
            content ->
                content
                    .byForm()
                    .forEach(
                        (form, count) -> {
                          if (count > 0 && queue.rejects(form)) {
                            foreign.put(form, count);
                          }
                        }));
    return foreign;
  }
}
