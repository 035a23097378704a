package dev.changeover.ingest.cloudevents;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;

/** Reads component names and versions out of the ids that pipelines use. */
final class Artifacts {
  private static final String PACKAGE_URL = "pkg:";

  private Artifacts() {}

  /**
   * The version of an artifact: the purl's version, a digest as the digest. Where the purl has
   * none, its {@code tag}. An id that is no purl is taken as the version itself: it names the
   * artifact exactly, and two artifacts never become one.
   *
   * @param pointer where the id stands
   * @throws RefusedEvent where a purl is malformed or names no version
   */
  static String version(String artifactId, String pointer) {
    if (!artifactId.startsWith(PACKAGE_URL)) {
      return artifactId;
    }
    PackageURL artifact = parse(artifactId, pointer);
    String version = artifact.getVersion();
    if (version != null && !version.isBlank()) {
      return version;
    }
    Map<String, String> qualifiers = artifact.getQualifiers();
    String tag = qualifiers == null ? null : qualifiers.get("tag");
    if (tag == null || tag.isBlank()) {
      throw RefusedEvent.malformed(
          pointer,
          "'%s' names no version, so nobody could tell what runs; add @<version> or @<digest>"
              .formatted(artifactId));
    }
    return tag;
  }

  /**
   * The component that a service id names: the name of a purl, the last segment of a path or URL,
   * else the id as it is.
   */
  static String component(String serviceId) {
    if (serviceId.startsWith(PACKAGE_URL)) {
      return parse(serviceId, "/subject/id").getName();
    }
    if (!serviceId.startsWith("/") && !serviceId.contains("://")) {
      return serviceId;
    }
    String path = serviceId.replaceAll("/+$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isBlank() ? serviceId : last;
  }

  private static PackageURL parse(String text, String pointer) {
    try {
      return new PackageURL(text);
    } catch (MalformedPackageURLException wrong) {
      throw RefusedEvent.malformed(
          pointer,
          "'%s' is not a package URL: %s; expected e.g. pkg:oci/checkout@sha256%%3A0b31..."
              .formatted(text, wrong.getMessage()));
    }
  }
}
