package dev.changeover.ingest.otlp.meaning;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text in which {@code *} stands for any characters; everything else stands for itself. */
public record Glob(String text, Pattern pattern) {

  /** Reads the text. */
  public static Glob of(String text) {
    String expression =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return new Glob(text, Pattern.compile(expression, Pattern.DOTALL));
  }

  /** Whether the whole value fits; an absent value never does. */
  public boolean matches(@Nullable String value) {
    return value != null && pattern.matcher(value).matches();
  }
}
