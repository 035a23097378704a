package dev.changeover.event;

/** One component at one version, e.g. {@code checkout 2.4.0}. Versions as the component writes them. */
public record ComponentVersion(String component, String version)
    implements Comparable<ComponentVersion> {
  @Override
  public int compareTo(ComponentVersion other) {
    int byComponent = component.compareTo(other.component);
    return byComponent != 0 ? byComponent : version.compareTo(other.version);
  }

  @Override
  public String toString() {
    return component + " " + version;
  }
}
