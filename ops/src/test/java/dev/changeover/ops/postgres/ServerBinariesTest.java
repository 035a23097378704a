package dev.changeover.ops.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerBinariesTest {
  @TempDir Path directory;

  @Test
  void keeps_links_and_the_right_to_execute() throws IOException {
    ServerBinaries.extract(archive("bin/postgres", TarConstants.LF_NORMAL, "program"), directory);
    ServerBinaries.extract(
        archive("lib/libpq.so", TarConstants.LF_SYMLINK, "../bin/postgres"), directory);
    ServerBinaries.extract(archive("lib/same.so", TarConstants.LF_LINK, "bin/postgres"), directory);

    var program = directory.resolve("bin/postgres");
    assertThat(program).isExecutable().hasContent("program");
    assertThat(directory.resolve("lib/libpq.so")).isSymbolicLink().hasContent("program");
    assertThat(Files.isSameFile(directory.resolve("lib/same.so"), program)).isTrue();
  }

  @Test
  void refuses_an_archive_that_writes_beside_its_directory() throws IOException {
    var archive = archive("../outside", TarConstants.LF_NORMAL, "program");
    assertThatThrownBy(() -> ServerBinaries.extract(archive, directory.resolve("inside")))
        .hasMessageContaining("../outside");
    assertThat(directory.resolve("outside")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
  })
  void knows_the_archive_of_each_platform(String system, String processor, String archive) {
    assertThat(Platform.of(system, processor).archive()).isEqualTo(archive);
  }

  @Test
  void brings_the_archive_of_this_platform_along() {
    var platform = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    assertThat(ServerBinaries.class.getResource("/" + platform.archive())).isNotNull();
  }

  @Test
  void names_the_remedy_where_no_archive_is_brought_along() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("Windows 11")
        .hasMessageContaining("--database");
  }

  private static ByteArrayInputStream archive(String name, byte type, String content)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      var entry = new TarArchiveEntry(name, type, true);
      if (type == TarConstants.LF_NORMAL) {
        entry.setMode(0755);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
      } else {
        entry.setLinkName(content);
        tar.putArchiveEntry(entry);
      }
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
