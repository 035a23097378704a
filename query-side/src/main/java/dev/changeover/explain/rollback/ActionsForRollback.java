package dev.changeover.explain.rollback;

/** Where the actions that a rollback has to do with are read from. */
@FunctionalInterface
public interface ActionsForRollback {

  /**
   * The actions in flight on components that would go back, as of a position.
   *
   * @return with the position that the actions were really known up to, where that is less
   */
  ActionsKnown read(String environment, WhatGoes going, long position);
}
