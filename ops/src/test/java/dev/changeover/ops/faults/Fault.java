package dev.changeover.ops.faults;

import java.util.List;

/** What is done to a running system. */
enum Fault {
  /** {@code kill -9} of the server; it is started again. */
  KILL_SERVER,
  /** {@code kill -9} of PostgreSQL's first process; the server ends, and both are started again. */
  KILL_POSTMASTER,
  /** {@code kill -9} of both, one right after the other; both are started again. */
  KILL_BOTH,
  /** {@code kill -9} of one process of PostgreSQL: all its sessions end and it recovers. */
  KILL_BACKEND,
  /** Every session of the database is ended. */
  CUT_CONNECTIONS,
  /** The server stands still for a while and goes on. */
  FREEZE_SERVER,
  /** All of PostgreSQL stands still for a while and goes on. */
  FREEZE_POSTGRES,
  /** The file system of the database is full until nothing can be taken; then it has room again. */
  FILL_DISK,
  /** The clock that the server and PostgreSQL go by is set, by up to 240 s. */
  STEP_CLOCK;

  /** These need no more than processes. */
  static final List<Fault> ANYWHERE =
      List.of(
          KILL_SERVER,
          KILL_POSTMASTER,
          KILL_BOTH,
          KILL_BACKEND,
          CUT_CONNECTIONS,
          FREEZE_SERVER,
          FREEZE_POSTGRES);
}
