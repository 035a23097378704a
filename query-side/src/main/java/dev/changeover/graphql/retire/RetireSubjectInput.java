package dev.changeover.graphql.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.retire.Retired;
import dev.changeover.explain.retire.Retired.OldFlag;
import dev.changeover.explain.retire.Retired.OldForm;
import dev.changeover.explain.retire.Retired.OldPath;
import dev.changeover.explain.retire.Retired.OldVersion;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.Refusal.Code;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The input {@code RetireSubject} of the schema. */
public record RetireSubjectInput(
    @Nullable String component,
    @Nullable String version,
    @Nullable String path,
    @Nullable String schema,
    @Nullable String flag) {

  /**
   * What it names.
   *
   * @throws Refusal where it names nothing, or several things
   */
  public Retired retired() {
    long named = Stream.of(component, path, schema, flag).filter(Objects::nonNull).count();
    boolean blank =
        Stream.of(component, version, path, schema, flag)
            .filter(Objects::nonNull)
            .anyMatch(String::isBlank);
    if (named == 1 && !blank) {
      if (component != null && version != null) {
        return new OldVersion(new ComponentVersion(component, version));
      }
      if (schema != null) {
        return new OldForm(schema, Optional.ofNullable(version));
      }
      if (path != null && version == null) {
        return new OldPath(path);
      }
      if (flag != null && version == null) {
        return new OldFlag(flag);
      }
    }
    throw new Refusal(
        Code.SUBJECT_UNCLEAR,
        "name one thing to retire: component and version, or path, or schema, or flag");
  }
}
