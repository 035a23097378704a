package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.Recorded;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The business keys that were told of an action, each with the first word of it. */
final class KeysTold {
  private KeysTold() {}

  static SortedMap<String, Recorded<OfAction>> in(List<Recorded<OfAction>> facts) {
    SortedMap<String, Recorded<OfAction>> keys = new TreeMap<>();
    for (Recorded<OfAction> each : facts) {
      String key =
          switch (each.event()) {
            case ActionAccepted e -> e.key();
            case ActionFinished e -> e.key();
            default -> null;
          };
      if (key != null) {
        keys.putIfAbsent(key, each);
      }
    }
    return keys;
  }
}
