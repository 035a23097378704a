package dev.changeover.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyFilterTest {
  private static final BodyLimits LIMITS = new BodyLimits(1_000_000, 100, 1_500_000);

  private final BodyFilter filter = new BodyFilter(LIMITS);
  private final List<String> arrived = new ArrayList<>();
  private final FilterChain door =
      (request, response) ->
          arrived.add(new String(request.getInputStream().readAllBytes(), UTF_8));

  @Test
  void a_door_finds_the_plain_body_and_no_trace_of_compression() throws Exception {
    byte[] packed = gzip("hello".getBytes(UTF_8));
    FilterChain looking =
        (request, response) -> {
          var http = (HttpServletRequest) request;
          assertThat(http.getHeader("content-encoding")).isNull();
          assertThat(http.getHeader("Content-Length")).isEqualTo("5");
          assertThat(http.getReader().readLine()).isEqualTo("hello");
        };
    assertThat(send(packed, "gzip", looking).getStatus()).isEqualTo(200);
  }

  @Test
  void a_bomb_is_refused_by_its_ratio_and_by_its_size() throws Exception {
    assertThat(send(gzip(new byte[900_000]), "gzip", door).getContentAsString())
        .contains("100 times");
    assertThat(send(new byte[1_000_001], null, door).getStatus()).isEqualTo(413);
    assertThat(arrived).isEmpty();
  }

  @Test
  void only_one_layer_is_unpacked() throws Exception {
    byte[] once = gzip("hello".getBytes(UTF_8));
    assertThat(send(gzip(once), "gzip, gzip", door).getStatus()).isEqualTo(415);
    assertThat(send(once, "br", door).getStatus()).isEqualTo(415);
    assertThat(send("hello".getBytes(UTF_8), "gzip", door).getStatus()).isEqualTo(400);
    byte[] cut = Arrays.copyOf(once, once.length - 6);
    assertThat(send(cut, "gzip", door).getStatus()).isEqualTo(400);
  }

  @Test
  void memory_is_given_back_after_each_request() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(send(new byte[900_000], null, door).getStatus()).isEqualTo(200);
      assertThat(send(new byte[1_000_001], null, door).getStatus()).isEqualTo(413);
    }
    assertThat(arrived).hasSize(5);
  }

  @Test
  void bodies_beyond_the_memory_of_all_are_told_to_come_back() throws Exception {
    List<Integer> inner = new ArrayList<>();
    FilterChain sendingAnother =
        (request, response) -> {
          try {
            inner.add(send(new byte[900_000], null, door).getStatus());
          } catch (IOException | ServletException failed) {
            throw new IllegalStateException(failed);
          }
        };
    assertThat(send(new byte[900_000], null, sendingAnother).getStatus()).isEqualTo(200);
    assertThat(inner).containsExactly(429);
  }

  @Test
  void one_large_body_comes_beside_as_many_small_ones_as_there_is_room_for() throws Exception {
    assertThat(statusesWhileHeld(4, 350_000)).containsExactly(200, 200, 200, 200);
    assertThat(statusesWhileHeld(5, 350_000)).containsExactly(429, 200, 200, 200, 200);
    assertThat(statusesWhileHeld(2, 400_000)).containsExactly(429, 200);
    assertThat(statusesWhileHeld(4, 350_000)).containsExactly(200, 200, 200, 200);
  }

  /** Each is held while the next ones are sent; the last one is answered first. */
  private List<Integer> statusesWhileHeld(int requests, int bytes)
      throws IOException, ServletException {
    List<Integer> statuses = new ArrayList<>();
    FilterChain next =
        (request, response) -> {
          statuses.addAll(statusesWhileHeld(requests - 1, bytes));
        };
    if (requests > 0) {
      statuses.add(send(new byte[bytes], null, next).getStatus());
    }
    return statuses;
  }

  private MockHttpServletResponse send(byte[] body, @Nullable String encoding, FilterChain chain)
      throws IOException, ServletException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/events");
    request.setContent(body);
    if (encoding != null) {
      request.addHeader("Content-Encoding", encoding);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, chain);
    return response;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
