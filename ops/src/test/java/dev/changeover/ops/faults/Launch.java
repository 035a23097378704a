package dev.changeover.ops.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * How a server process is started.
 *
 * @param options of the JVM
 * @param environment added to ours
 */
record Launch(List<String> options, String classPath, Map<String, String> environment) {
  private static final List<String> OPTIONS =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1");

  /** As it is, from the classes of this test. */
  static Launch plain() {
    return new Launch(OPTIONS, System.getProperty("java.class.path"), Map.of());
  }

  /**
   * With what one start leaves for later ones (a JDK's AOT cache), which takes half a minute to
   * make and more than halves each start. The JVM takes it for jars only.
   *
   * @param directory where it and the jars are kept; used again where they are there, so that a run
   *     that goes on does so with the server it began with
   */
  static Launch warm(Path directory) throws IOException, InterruptedException {
    Path cache = directory.resolve("server.aot");
    Path jars = directory.resolve("jars");
    if (!Files.exists(cache)) {
      String classPath = inJars(jars);
      Launch training = new Launch(with("-XX:AOTCacheOutput=" + cache), classPath, Map.of());
      ServerProcess.up(
              directory.resolve("training"),
              Ports.free(),
              directory.resolve("training.log"),
              training)
          .stop();
    }
    return new Launch(with("-XX:AOTCache=" + cache), inJars(jars), Map.of());
  }

  /** In an environment. */
  Launch in(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Launch(options, classPath, all);
  }

  private static List<String> with(String option) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.add(option);
    return options;
  }

  /** Our class path, with a jar in the place of each directory. */
  private static String inJars(Path jars) throws IOException {
    Files.createDirectories(jars);
    Set<String> entries = new LinkedHashSet<>();
    for (String entry : entries()) {
      Path place = Path.of(entry);
      if (Files.isDirectory(place)) {
        entries.add(jar(place, jars.resolve(entries.size() + ".jar")).toString());
      } else if (Files.exists(place)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Without what is in it twice: a jar of its own for each would be two of everything. */
  private static Set<String> entries() {
    Set<String> entries = new LinkedHashSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.isBlank()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Path jar(Path directory, Path jar) throws IOException {
    if (!Files.exists(jar)) {
      int exit =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(System.out, System.err, "cf", jar.toString(), "-C", directory.toString(), ".");
      if (exit != 0) {
        throw new IOException("jar has failed on " + directory);
      }
    }
    return jar;
  }
}
