package dev.changeover.event;

import java.util.List;
import org.semver4j.Semver;

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

  /** Whether this version is meant. A version that is not semver matches only its own text. */
  public boolean includes(String version) {
    return alternatives.stream().anyMatch(each -> includes(each.strip(), version));
  }

  private static boolean includes(String range, String version) {
    if (range.equals(version)) {
      return true;
    }
    if (isBareVersion(range)) {
      return false;
    }
    Semver semver = Semver.parse(version);
    return semver != null && semver.satisfies(range);
  }

  private static boolean isBareVersion(String range) {
    return range.chars().noneMatch(c -> "<>=^~*| ".indexOf(c) >= 0) && !range.endsWith(".x");
  }

  @Override
  public String toString() {
    return String.join(", ", alternatives);
  }
}
