/**
 * The whole database as lines of JSON, out and in again without loss. Blocking, for commands on
 * their own thread; nothing here knows what the tables mean.
 */
@NullMarked
package hms.storage.pg.dump;

import org.jspecify.annotations.NullMarked;
