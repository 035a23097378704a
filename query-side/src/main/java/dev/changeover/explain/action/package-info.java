/**
 * Says in plain sentences what state an action is in, what happened, what is to come and what is in
 * doubt; each sentence cites the events that it rests on. Pure.
 */
@NullMarked
package dev.changeover.explain.action;

import org.jspecify.annotations.NullMarked;
