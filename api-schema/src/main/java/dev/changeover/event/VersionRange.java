package dev.changeover.event;

import java.util.List;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/**
 * Which versions are meant: one exact version, a semver range ({@code >=2.4.0}), or a list of
 * either. On the wire a text or an array of texts. A bare version means exactly that version.
 */
public record VersionRange(List<String> alternatives) {
  public VersionRange {
    alternatives = List.copyOf(alternatives);
    if (alternatives.isEmpty() || alternatives.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a version range names at least one version");
    }
  }

  public static VersionRange of(String text) {
    return new VersionRange(List.of(text));
  }

  private static final String PARTIAL =
      "v?(\\d+|[xX*])(\\.(\\d+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?";
  private static final String COMPARATORS =
      "%1$s - %1$s|(<=?|>=?|=|~|\\^)? *%1$s( +(<=?|>=?|=|~|\\^)? *%1$s)*".formatted(PARTIAL);

  /** What the library reads to the end: of other texts it takes the parts that it understands. */
  private static final Pattern READABLE =
      Pattern.compile("(%1$s)( *\\|\\| *(%1$s))*".formatted(COMPARATORS));

  private static final Pattern BARE =
      Pattern.compile("[0-9A-Za-z]([0-9A-Za-z._+:@/-]*[0-9A-Za-z])?");

  private static final Pattern WILDCARD = Pattern.compile("^[xX]$|\\.[xX](\\.|$)");

  /** Whether this version is known to be meant: it is named, or lies within a range. */
  public boolean includes(String version) {
    return alternatives.stream().anyMatch(each -> match(text(each), version) == Match.IN);
  }

  /**
   * Whether this version is meant, or perhaps so: also where one of the two is not semver, so that
   * they cannot be compared, and where a pre-release lies within a range that does not name it.
   */
  public boolean mayInclude(String version) {
    return alternatives.stream().anyMatch(each -> match(text(each), version) != Match.OUT);
  }

  private enum Match {
    IN,
    OUT,
    NOT_COMPARABLE
  }

  /** The library takes {@code x} alone for nothing, and npm for everything. */
  private static String text(String alternative) {
    String stripped = alternative.strip();
    return stripped.equalsIgnoreCase("x") ? "*" : stripped;
  }

  private static Match match(String range, String version) {
    if (range.equals(version)) {
      return Match.IN;
    }
    Semver semver = Semver.parse(version);
    boolean readable = READABLE.matcher(range).matches();
    if (BARE.matcher(range).matches() && !WILDCARD.matcher(range).find()) {
      // Exactly that version: but 1.0 and v1.0.0 may be another way to write 1.0.0.
      return readable && semver != null && semver.satisfies(range)
          ? Match.NOT_COMPARABLE
          : Match.OUT;
    }
    if (semver == null || !readable) {
      return Match.NOT_COMPARABLE;
    }
    if (semver.satisfies(range)) {
      return Match.IN;
    }
    return RangeListFactory.create(range, true).isSatisfiedBy(semver)
        ? Match.NOT_COMPARABLE
        : Match.OUT;
  }

  @Override
  public String toString() {
    return String.join(", ", alternatives);
  }
}
