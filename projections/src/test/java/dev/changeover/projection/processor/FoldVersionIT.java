package dev.changeover.projection.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.projection.Progress;
import dev.changeover.projection.ViewSchema;
import dev.changeover.testing.PostgresExtension;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldVersionIT {
  private DataSource database;

  @BeforeEach
  void create_tables() {
    database = PostgresExtension.freshDatabase();
    ViewSchema.migrate(database);
  }

  @Test
  void a_read_model_that_has_not_begun_is_of_any_version() {
    assertThat(of(1).isOutdated()).isFalse();
    of(1).adopt();
    assertThat(of(1).isOutdated()).isFalse();
  }

  @Test
  void rows_of_another_version_are_outdated_until_it_is_adopted() {
    of(1).adopt();
    assertThat(of(2).isOutdated()).isTrue();
    of(2).adopt();
    assertThat(of(2).isOutdated()).isFalse();
    assertThat(of(1).isOutdated()).isTrue();
  }

  @Test
  void rows_from_before_versions_were_kept_are_outdated() {
    new Progress(database, "counts").advance(7);
    assertThat(of(1).isOutdated()).isTrue();
  }

  private FoldVersion of(int version) {
    return new FoldVersion(database, "counts", version);
  }
}
