/**
 * A PostgreSQL server of our own, for {@code dev}, {@code demo} and tests: unpacked, initialised
 * and run as a child process in a directory. Everything here blocks: call it from a main or test
 * thread.
 */
@NullMarked
package hms.storage.embedded;

import org.jspecify.annotations.NullMarked;
