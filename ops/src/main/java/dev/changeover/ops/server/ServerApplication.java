package dev.changeover.ops.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: every module's parts, found by their packages. */
@SpringBootApplication(
    scanBasePackages = {
      "dev.changeover.access",
      "dev.changeover.decision",
      "dev.changeover.explain",
      "dev.changeover.export",
      "dev.changeover.graphql",
      "dev.changeover.ingest",
      "dev.changeover.log",
      "dev.changeover.ops.server",
      "dev.changeover.problem",
      "dev.changeover.projection",
      "dev.changeover.publish",
      "dev.changeover.release",
      "dev.changeover.timeline"
    })
class ServerApplication {}
