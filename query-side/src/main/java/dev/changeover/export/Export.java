package dev.changeover.export;

import dev.changeover.event.json.EventJson;
import dev.changeover.export.Manifest.Excluded;
import dev.changeover.export.Manifest.Filters;
import dev.changeover.export.Manifest.Software;
import dev.changeover.export.Manifest.WrittenFile;
import dev.changeover.ledger.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;

/** One export on its way out: a ZIP archive of the facts and the manifest. */
final class Export {

  /** Entries carry no time of their own, so that the same facts give the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ExportRows rows;
  private final ExportRequest request;
  private final ExportRange range;
  private final EventWriter writer;
  private final Map<String, Long> byType = new TreeMap<>();
  private final Map<String, Long> byDay = new TreeMap<>();
  private long written;
  private @Nullable Long first;
  private @Nullable Long last;

  Export(ExportRows rows, ExportRequest request) {
    this.rows = rows;
    this.request = request;
    this.range = rows.range(request);
    this.writer = EventWriter.of(request.format());
  }

  /**
   * Writes the whole. The archive is ended only where all went well: a reader of one that was cut
   * off finds no directory in it and no manifest.
   */
  void writeTo(OutputStream out, String requestedBy, Instant requestedAt, String version)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(entry(request.format().fileName()));
    WrittenFile file = writeEvents(zip);
    zip.closeEntry();
    zip.putNextEntry(entry("manifest.json"));
    zip.write(
        EventJson.mapper()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(manifest(file, requestedBy, requestedAt, version)));
    zip.closeEntry();
    zip.finish();
    out.flush();
  }

  private WrittenFile writeEvents(OutputStream out) throws IOException {
    DigestedOutput digested = new DigestedOutput(out);
    writer.begin(digested);
    long after = range.after();
    List<StoredEvent> page = rows.page(request, after, range.last());
    while (!page.isEmpty()) {
      for (StoredEvent event : page) {
        writer.write(event, digested);
        count(event);
      }
      after = page.getLast().position();
      page = rows.page(request, after, range.last());
    }
    if (written != range.matched()) {
      throw new IllegalStateException(
          "the export of %s up to position %d counted %d facts and wrote %d; the log has changed, verify it"
              .formatted(request.environment(), range.last(), range.matched(), written));
    }
    return new WrittenFile(
        request.format().fileName(), digested.bytes(), written, digested.sha256OfAll().hex());
  }

  private void count(StoredEvent event) {
    written++;
    first = first == null ? event.position() : first;
    last = event.position();
    byType.merge(event.type(), 1L, Long::sum);
    byDay.merge(
        event.recordedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString(), 1L, Long::sum);
  }

  private Manifest manifest(
      WrittenFile file, String requestedBy, Instant requestedAt, String version) {
    return new Manifest(
        Manifest.FORMAT,
        new Software("changeover", version),
        requestedBy,
        requestedAt,
        new Filters(
            request.environment(),
            request.from() == null ? "the beginning" : request.from().toString(),
            request.to() == null ? "the position" : request.to().toString(),
            request.format().name()),
        range.asOf(),
        first,
        last,
        range.matched(),
        written,
        byType,
        byDay,
        List.of(
            new Excluded("belongs to another environment", range.otherEnvironments()),
            new Excluded(
                "belongs to no environment; exported as environment "
                    + ExportRequest.NO_ENVIRONMENT,
                range.noEnvironment())),
        writer.neutralisedCells(),
        List.of(file),
        Manifest.NOT_HELD,
        Manifest.NOT_HELD,
        Manifest.NOT_HELD,
        Manifest.NOT_HELD);
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }
}
