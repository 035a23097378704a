package dev.changeover.ingest.otlp.meaning;

import java.util.List;

/** A mapping file that cannot be used. Each fault names its place as a JSON pointer. */
public final class MappingRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> faults;

  MappingRefused(List<String> faults) {
    super(
        "the mapping file cannot be used, "
            + String.join("; ", faults)
            + "; see schema/actions.schema.json");
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, one sentence for each place. */
  public List<String> faults() {
    return faults;
  }
}
