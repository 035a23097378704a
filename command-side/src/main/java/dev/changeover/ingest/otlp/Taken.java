package dev.changeover.ingest.otlp;

import java.util.List;

/**
 * What became of an export whose facts are committed.
 *
 * @param refused why items can never be accepted, one text each; sending them again is useless
 */
public record Taken(List<String> refused) {
  private static final int SHOWN = 5;

  public Taken {
    refused = List.copyOf(refused);
  }

  /** Why spans of a source that the sender may not speak for are refused. */
  public static String mayNotTell(String source) {
    return "the token may not tell facts of '" + source + "'";
  }

  /** For the sender: the first reasons and how many more there are; empty where all was taken. */
  public String message() {
    String shown = String.join("; ", refused.subList(0, Math.min(SHOWN, refused.size())));
    return refused.size() > SHOWN ? shown + "; and " + (refused.size() - SHOWN) + " more" : shown;
  }
}
