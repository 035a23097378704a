package dev.changeover.projection.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\S+) \\|");
  private static final Set<String> NOT_DECLARED = Set.of("version", "faults", "declared");

  private record Value(String name, String byDefault) {}

  @Test
  void the_page_names_every_value_with_its_default() throws IOException {
    List<Value> page =
        ROW.matcher(Files.readString(Path.of("../docs/policy.md")))
            .results()
            .map(row -> new Value(row.group(1), row.group(2)))
            .toList();
    assertThat(page)
        .isEqualTo(
            Stream.of(Policy.class.getRecordComponents())
                .filter(component -> !NOT_DECLARED.contains(component.getName()))
                .map(PolicyPageTest::valueOf)
                .toList());
  }

  private static Value valueOf(RecordComponent component) {
    try {
      Object byDefault = component.getAccessor().invoke(Policy.DEFAULT);
      String text =
          byDefault instanceof List<?> none && none.isEmpty() ? "–" : byDefault.toString();
      return new Value(component.getName(), text);
    } catch (ReflectiveOperationException fault) {
      throw new IllegalStateException(component + " cannot be read", fault);
    }
  }
}
