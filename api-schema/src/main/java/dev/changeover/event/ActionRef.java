package dev.changeover.event;

/**
 * A business action, e.g. {@code order/4711}. On the wire {@code {"type":"order","id":"4711"}} or
 * the text {@code order/4711}; the first slash separates.
 */
public record ActionRef(String type, String id) implements Comparable<ActionRef> {
  public ActionRef {
    if (type.isEmpty() || id.isEmpty() || type.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "an action is named type/id with no slash in the type, got '" + type + "/" + id + "'");
    }
  }

  /**
   * Reads {@code type/id}.
   *
   * @throws IllegalArgumentException where the text has no slash, or nothing before or after it
   */
  public static ActionRef parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("an action is named type/id, got '" + text + "'");
    }
    return new ActionRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(ActionRef other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
