package dev.changeover.ops.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom PostgreSQL runs as. It refuses to run as root, so root starts it in a user namespace where
 * it has no name and no rights ({@code unshare -U}), or, where the machine forbids that, as the
 * account 65534 ({@code setpriv}). A cluster stays with the account that made it.
 *
 * @param prefix what to put before each command; empty for a plain user
 * @param userId who owns the files, as the machine sees it
 * @param groupId the group of the files
 */
record Account(List<String> prefix, int userId, int groupId) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;

  /** The account for a cluster that exists, or that is to be made. */
  static Account forCluster(Path cluster) {
    var self = new UnixSystem();
    if (self.getUid() != ROOT) {
      return new Account(List.of(), (int) self.getUid(), (int) self.getGid());
    }
    return forRoot(cluster, mayUnshare());
  }

  static Account forRoot(Path cluster, boolean mayUnshare) {
    var userId = Files.exists(cluster) ? number(cluster, "unix:uid") : mayUnshare ? ROOT : NOBODY;
    if (userId != ROOT) {
      var groupId = Files.exists(cluster) ? number(cluster, "unix:gid") : NOBODY;
      return new Account(
          List.of("setpriv", "--reuid=" + userId, "--regid=" + groupId, "--clear-groups"),
          userId,
          groupId);
    }
    if (!mayUnshare) {
      throw new PostgresFailed(
          ("PostgreSQL does not run as root, and this machine forbids user namespaces (unshare -U),"
                  + " in which %s was made; run Changeover as a plain user that owns the data"
                  + " directory (chown -R), or give a PostgreSQL with --database")
              .formatted(cluster));
    }
    return new Account(List.of("unshare", "-U"), ROOT, ROOT);
  }

  /** Hands a file or directory to this account. */
  void own(Path path) {
    try {
      if (number(path, "unix:uid") != userId) {
        Files.setAttribute(path, "unix:uid", userId);
        Files.setAttribute(path, "unix:gid", groupId);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "%s belongs to another user; hand it to user id %d (chown)".formatted(path, userId),
          failed);
    }
  }

  private static int number(Path path, String attribute) {
    try {
      return (Integer) Files.getAttribute(path, attribute);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read the owner of " + path, failed);
    }
  }

  private static boolean mayUnshare() {
    try {
      return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PostgresFailed("interrupted while PostgreSQL was being started", interrupted);
    }
  }
}
