package dev.changeover.log;

/**
 * A fact by its place in the log, instead of a copy of it.
 *
 * @param position dense index from 0
 */
public record FactReference(long position) {}
