package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FalseSafesTest {
  private static final Path PAGE = Path.of("../docs/false-safes.md");
  private static final Pattern CASE = Pattern.compile("`([A-Z]+-\\d\\d/[a-z0-9-]+)`");

  @Test
  void each_that_is_listed_is_kept_as_a_golden_case() throws IOException {
    List<String> cases =
        CASE.matcher(Files.readString(PAGE)).results().map(each -> each.group(1)).toList();
    assertThat(cases).isNotEmpty().doesNotHaveDuplicates();
    assertThat(cases).allSatisfy(each -> assertThat(GoldenCase.ROOT.resolve(each)).isDirectory());
  }
}
