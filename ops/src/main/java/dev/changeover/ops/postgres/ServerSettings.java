package dev.changeover.ops.postgres;

/**
 * What the embedded server runs with: durable, reachable from this machine only, modest enough for
 * a laptop.
 *
 * @param port TCP port on 127.0.0.1
 */
record ServerSettings(int port) {

  /** In the form of postgresql.conf. */
  String text() {
    return """
    # Written at every start; changes here are lost.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 100

    fsync = on
    synchronous_commit = on
    full_page_writes = on

    shared_buffers = 256MB
    effective_cache_size = 1GB
    maintenance_work_mem = 128MB
    max_wal_size = 2GB
    min_wal_size = 256MB
    random_page_cost = 1.1
    jit = off

    timezone = 'UTC'
    log_timezone = 'UTC'
    log_checkpoints = off
    """
        .formatted(port);
  }
}
