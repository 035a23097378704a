package dev.changeover.log;

/** Keys of Axon metadata that become columns of {@code ledger.event}; all values are texts. */
public final class FactMetaData {
  /** The environment of the fact; absent for facts of none. */
  public static final String ENVIRONMENT = "environment";

  /** The name of the thing; absent: the name in the aggregate's stream. */
  public static final String SUBJECT = "subject";

  /** Who gave the command. */
  public static final String ACTOR = "actor";

  /** Who told it; absent: {@code /changeover/<aggregate type>}. */
  public static final String SOURCE = "source";

  private FactMetaData() {}
}
