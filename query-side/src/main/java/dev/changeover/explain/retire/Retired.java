package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import java.util.Optional;

/** What would go. */
public sealed interface Retired {

  /** For people, e.g. {@code order-worker 5.0.2} or {@code path orders.address}. */
  String label();

  /** A version of a component, all its instances included. */
  record OldVersion(ComponentVersion version) implements Retired {
    @Override
    public String label() {
      return version.toString();
    }
  }

  /** Compatibility code, a column, topic or endpoint that was kept for an overlap. */
  record OldPath(String path) implements Retired {
    @Override
    public String label() {
      return "path " + path;
    }
  }

  /**
   * The form that data or messages had: a SCHEMA component, a column or topic known as a path, or
   * else a message form such as {@code order-placed/2}.
   *
   * @param version of a SCHEMA component; empty: whatever form its migrations take away
   */
  record OldForm(String name, Optional<String> version) implements Retired {
    @Override
    public String label() {
      return "schema " + name + version.map(each -> " " + each).orElse("");
    }
  }

  /** A feature flag with the code that evaluates it. */
  record OldFlag(String flag) implements Retired {
    @Override
    public String label() {
      return "flag " + flag;
    }
  }
}
