package hms.gateway.http;

import java.util.Optional;

/**
 * What a part of a batch would have been answered alone.
 *
 * @param etag of the object that it shows
 * @param replayed it was done before, by an earlier sending of the batch
 * @param json its body, or the problem; empty if there is none
 */
public record PartAnswer(
    int status, Optional<String> etag, boolean replayed, Optional<String> json) {}
