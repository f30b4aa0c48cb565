/**
 * Tests of messages and their proof: vectors of the standards, of docs/messages.md, and attacks.
 */
@NullMarked
package hms.domain.message;

import org.jspecify.annotations.NullMarked;
