package dev.changeover.ops;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources only, tests included. */
class SourceTreeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void every_package_has_a_door_sign_and_states_its_null_contract() throws IOException {
    Set<Path> packages =
        sources().stream().map(Path::getParent).collect(toCollection(TreeSet::new));
    assertThat(packages).hasSizeGreaterThan(10);
    assertThat(packages.stream().filter(each -> !hasDoorSign(each)).toList())
        .as("packages without a package-info.java that says what they are for and is @NullMarked")
        .isEmpty();
  }

  @Test
  void no_test_waits_by_sleeping() throws IOException {
    String sleeping = "Thread" + ".sleep(";
    assertThat(sources().stream().filter(file -> read(file).contains(sleeping)).toList())
        .as("wait for a latch, a future or a condition instead")
        .isEmpty();
  }

  private static boolean hasDoorSign(Path directory) {
    Path sign = directory.resolve("package-info.java");
    return Files.exists(sign) && read(sign).startsWith("/**") && read(sign).contains("@NullMarked");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Of each module; what is built beside them comes and goes meanwhile. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path each :
          modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(each)) {
          files
              .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
              .forEach(sources::add);
        }
      }
    }
    return sources;
  }
}
