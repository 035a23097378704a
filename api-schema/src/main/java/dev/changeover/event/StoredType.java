package dev.changeover.event;

/**
 * The stable name of an event in the log, with the version of its JSON, e.g. {@code
 * worker.reported.1}. Never a Java class name; the JSON of a released version never changes.
 */
public record StoredType(String name, int version) {

  /**
   * Reads {@code name.version}.
   *
   * @throws IllegalArgumentException where the text does not end in a dot and a number
   */
  public static StoredType parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot < 1 || !text.substring(dot + 1).chars().allMatch(Character::isDigit)) {
      throw new IllegalArgumentException(
          "a stored type reads name.version such as worker.reported.1, got '" + text + "'");
    }
    return new StoredType(text.substring(0, dot), Integer.parseInt(text.substring(dot + 1)));
  }

  @Override
  public String toString() {
    return name + "." + version;
  }
}
