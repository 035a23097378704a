package example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small shop: it takes an order and charges the card, and later books the parcel. It uses nothing
 * of Changeover and nothing of OpenTelemetry.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class Shop {
  /** What it says once it is up, before the port. */
  public static final String LISTENS_ON = "the shop listens on ";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI partners;

  /**
   * @param partners where the card provider and the parcel service are, e.g. {@code
   *     http://localhost:9000}
   */
  public Shop(@Value("${shop.partners}") URI partners) {
    this.partners = partners;
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Shop.class, arguments);
  }

  @EventListener
  @SuppressWarnings("SystemOut") // tells the port to whoever started it
  void tellPort(WebServerInitializedEvent event) {
    System.out.println(LISTENS_ON + event.getWebServer().getPort());
  }

  @PostMapping("/orders/{id}")
  ResponseEntity<String> order(@PathVariable("id") String id)
      throws IOException, InterruptedException {
    return call("/charges", "charge-of-" + id);
  }

  @PostMapping("/orders/{id}/shipment")
  ResponseEntity<String> ship(@PathVariable("id") String id)
      throws IOException, InterruptedException {
    return call("/bookings", "booking-of-" + id);
  }

  private ResponseEntity<String> call(String path, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(partners.resolve(path))
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.noBody())
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    return ResponseEntity.status(status < 300 ? HttpStatus.CREATED : HttpStatus.BAD_GATEWAY)
        .body("the partner said " + status);
  }
}
