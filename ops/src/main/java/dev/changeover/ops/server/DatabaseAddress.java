package dev.changeover.ops.server;

import dev.changeover.ops.cli.CommandFailed;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is. Reads {@code postgresql://user:password@host:port/database?…} (libpq's
 * form) and {@code jdbc:postgresql://…}.
 */
record DatabaseAddress(String jdbcUrl, @Nullable String username, @Nullable String password) {

  static DatabaseAddress parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new DatabaseAddress(text, null, null);
    }
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw new CommandFailed(
          "--database takes postgresql://user:password@host/database, got '" + text + "'");
    }
    URI uri = URI.create(text);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String jdbcUrl = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null) {
      return new DatabaseAddress(jdbcUrl, null, null);
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new DatabaseAddress(jdbcUrl, decoded(userInfo), null)
        : new DatabaseAddress(
            jdbcUrl, decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.datasource.url", jdbcUrl);
    if (username != null) {
      settings.put("spring.datasource.username", username);
    }
    if (password != null) {
      settings.put("spring.datasource.password", password);
    }
    return settings;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
