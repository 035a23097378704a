package dev.changeover.graphql.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.event.Sha256;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Documents by the SHA-256 of their text. */
sealed interface DocumentStore {

  /** The text with this digest; empty: not known. */
  Optional<String> text(String digest);

  /** Whether a document that is not known may be sent as text. */
  boolean takesOthers();

  /** Keeps a document that was found sound. */
  void keep(String text);

  /** The digest that a document is known by: 64 lowercase hex characters over its UTF-8 bytes. */
  static String digest(String text) {
    return Sha256.of(text.getBytes(UTF_8)).hex();
  }

  /** What was known at the start, and nothing else. */
  record Allowed(Map<String, String> texts) implements DocumentStore {
    static Allowed of(Collection<String> texts) {
      return new Allowed(
          texts.stream()
              .distinct()
              .collect(Collectors.toUnmodifiableMap(DocumentStore::digest, Function.identity())));
    }

    @Override
    public Optional<String> text(String digest) {
      return Optional.ofNullable(texts.get(digest));
    }

    @Override
    public boolean takesOthers() {
      return false;
    }

    @Override
    public void keep(String text) {
      // What is allowed was said at the start.
    }
  }

  /** What clients have sent, the latest used of it. */
  final class Remembered implements DocumentStore {
    private static final int MOST = 500;
    private static final int LONGEST = 20_000;

    private final Map<String, String> texts =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
          }
        };

    @Override
    public synchronized Optional<String> text(String digest) {
      return Optional.ofNullable(texts.get(digest));
    }

    @Override
    public boolean takesOthers() {
      return true;
    }

    @Override
    public synchronized void keep(String text) {
      if (text.length() <= LONGEST) {
        texts.put(digest(text), text);
      }
    }
  }
}
