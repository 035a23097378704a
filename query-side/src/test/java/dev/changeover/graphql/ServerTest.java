package dev.changeover.graphql;

import dev.changeover.testing.PostgresExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A server with an empty log for each class of tests. */
@SpringBootTest(classes = QuerySideApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
public abstract class ServerTest {

  /** Registers the database; called by the subclass with the one of its own. */
  protected static void use(PostgresExtension postgres, DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", postgres::jdbcUrl);
    properties.add("spring.datasource.username", postgres::username);
    properties.add("spring.datasource.password", postgres::password);
  }
}
