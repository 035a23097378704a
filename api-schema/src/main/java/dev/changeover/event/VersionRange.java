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

  /** Whether this version is known to be meant: it is named, or lies within a range. */
  public boolean includes(String version) {
    return alternatives.stream().anyMatch(each -> match(each.strip(), version) == Match.IN);
  }

  /**
   * Whether this version is meant, or perhaps so: also where one of the two is not semver, so that
   * they cannot be compared, and where a pre-release lies within a range that does not name it.
   */
  public boolean mayInclude(String version) {
    return alternatives.stream().anyMatch(each -> match(each.strip(), version) != Match.OUT);
  }

  private enum Match {
    IN,
    OUT,
    NOT_COMPARABLE
  }

  private static Match match(String range, String version) {
    if (range.equals(version)) {
      return Match.IN;
    }
    if (isBareVersion(range)) {
      return Match.OUT;
    }
    Semver semver = Semver.parse(version);
    if (semver == null || !READABLE.matcher(range).matches()) {
      return Match.NOT_COMPARABLE;
    }
    if (semver.satisfies(range)) {
      return Match.IN;
    }
    return RangeListFactory.create(range, true).isSatisfiedBy(semver)
        ? Match.NOT_COMPARABLE
        : Match.OUT;
  }

  private static boolean isBareVersion(String range) {
    return range.chars().noneMatch(c -> "<>=^~*|![( ".indexOf(c) >= 0) && !range.endsWith(".x");
  }

  @Override
  public String toString() {
    return String.join(", ", alternatives);
  }
}
