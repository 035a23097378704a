package dev.changeover.ops.server;

import dev.changeover.access.Role;
import dev.changeover.access.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The token to begin with, made at the first start, printed once and kept in {@code
 * DIR/admin-token}, readable by its owner only.
 */
record AdminToken(Path file, String token, boolean isNew) {

  static AdminToken ensure(Path data, Tokens tokens) {
    Path file = data.resolve("admin-token");
    try {
      Optional<String> kept =
          Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
      if (kept.filter(token -> tokens.authenticate(token).isPresent()).isPresent()) {
        return new AdminToken(file, kept.get(), false);
      }
      String token = tokens.issue("first token", EnumSet.allOf(Role.class), Set.of(), null);
      write(file, token);
      return new AdminToken(file, token, true);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot keep the first token in " + file, failure);
    }
  }

  String announcement() {
    return isNew
        ? "first token, printed once, all roles: " + token + " (kept in " + file + ")"
        : "the first token is in " + file;
  }

  private static void write(Path file, String token) throws IOException {
    Path beside = file.resolveSibling("admin-token.new");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(beside, token + "\n");
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
