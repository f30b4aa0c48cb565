package hms.gateway.command;

import hms.domain.Outcome;

/**
 * What became of a command.
 *
 * @param replayed it was carried out before; this is the stored answer
 */
public record Answer<R>(Outcome<R> outcome, boolean replayed) {}
