package hms.domain.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry with its place in the chain; it has none for the moment until it is sealed.
 *
 * @param seq the position in the chain, from 1
 * @param hash of its seal, which covers all entries in front of it: SHA-256 in hexadecimal digits
 */
public record SealedEntry(AuditEntry entry, @Nullable Long seq, @Nullable String hash) {}
