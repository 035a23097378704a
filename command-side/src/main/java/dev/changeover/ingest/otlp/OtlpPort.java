package dev.changeover.ingest.otlp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The port that OTLP has by convention, beside the main one. It opens with the main port, and only
 * OTLP's own addresses are served there.
 */
public final class OtlpPort extends OncePerRequestFilter
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final OtlpSettings.Http settings;
  private final Connector connector = new Connector();

  OtlpPort(OtlpSettings.Http settings) {
    this.settings = settings;
  }

  /** The port that is really open; -1 where there is none. */
  public int port() {
    return settings.port() < 0 ? -1 : connector.getLocalPort();
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    if (settings.port() >= 0) {
      connector.setPort(settings.port());
      connector.setProperty("address", settings.address());
      server.addAdditionalConnectors(connector);
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getLocalPort() == port() && !request.getRequestURI().startsWith("/v1/")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    chain.doFilter(request, response);
  }
}
