package dev.changeover.ops.faults;

/** What is done to a running system. */
enum Fault {
  /** {@code kill -9} of the server; it is started again. */
  KILL_SERVER,
  /** {@code kill -9} of one process of PostgreSQL: all its sessions end and it recovers. */
  KILL_BACKEND,
  /** {@code kill -9} of PostgreSQL's first process; the server ends, and both are started again. */
  KILL_POSTMASTER,
  /** Every session of the database is ended. */
  CUT_CONNECTIONS,
  /** The server stands still for a while and goes on. */
  FREEZE_SERVER,
  /** All of PostgreSQL stands still for a while and goes on. */
  FREEZE_POSTGRES
}
