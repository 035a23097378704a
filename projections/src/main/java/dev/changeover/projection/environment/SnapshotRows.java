package dev.changeover.projection.environment;

import dev.changeover.projection.Unfolded;
import dev.changeover.projection.environment.EnvironmentSnapshot.Gone;
import dev.changeover.projection.environment.EnvironmentSnapshot.Held;
import dev.changeover.projection.environment.EnvironmentSnapshot.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What one statement read of an environment, and of which state of the read model. */
final class SnapshotRows implements RowCallbackHandler {
  private final List<Kept> changed = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();
  private final States sought = new States();
  private long position = -1;
  private long revision = -1;
  private long lettersKnownTo = -1;
  private final List<Unfolded> unfolded = new ArrayList<>();

  @Override
  public void processRow(ResultSet row) throws SQLException {
    String part = row.getString("part");
    switch (part) {
      case "progress" -> {
        position = row.getLong("position");
        revision = row.getLong("revision");
      }
      case "letters" -> lettersKnownTo = row.getLong("position");
      case "unfolded" ->
          unfolded.add(
              new Unfolded(
                  row.getString("kind"), row.getLong("revision"), row.getLong("position")));
      case "changed" -> {
        StateKind<?> kind = kind(row);
        Held held =
            new Held(
                kind.read(row.getBytes("state")),
                row.getObject("fades_at", OffsetDateTime.class).toInstant(),
                row.getString("left_as"));
        changed.add(new Kept(kind, row.getString("key"), held));
      }
      case "gone" -> gone.add(new Gone(kind(row), row.getString("key")));
      case "sought" -> {
        StateKind<?> kind = kind(row);
        sought.putRead(kind, row.getString("key"), kind.read(row.getBytes("state")));
      }
      default -> throw new IllegalStateException("no part '" + part + "' was asked for");
    }
  }

  private static StateKind<?> kind(ResultSet row) throws SQLException {
    return StateKind.named(row.getString("kind"));
  }

  List<Kept> changed() {
    return changed;
  }

  List<Gone> gone() {
    return gone;
  }

  States sought() {
    return sought;
  }

  /** Up to where the read model of actions is folded, or says what it lacks. */
  long lettersKnownTo() {
    return lettersKnownTo;
  }

  List<Unfolded> unfolded() {
    return List.copyOf(unfolded);
  }

  /** Up to where the read model is folded; -1: it never ran. */
  long position() {
    return position;
  }

  long revision() {
    return revision;
  }
}
