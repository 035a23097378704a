package dev.changeover.log;

/** A fact by its place in the log, instead of a copy of it. */
record FactReference(long position) {}
