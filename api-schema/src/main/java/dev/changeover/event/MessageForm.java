package dev.changeover.event;

/**
 * Name and version of the form of a message, e.g. {@code order-placed/3}; also of a cache entry.
 * Kept as the source wrote it: two forms are the same where the texts are.
 */
public record MessageForm(String text) implements Comparable<MessageForm> {
  public MessageForm {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a message form is named name/version, got an empty text");
    }
  }

  @Override
  public int compareTo(MessageForm other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
