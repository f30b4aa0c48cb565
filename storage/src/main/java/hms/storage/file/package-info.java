/**
 * Objects as JSON files, for a program that must work without a network and survive its power
 * cable: the artisan's app. {@link hms.storage.file.FileStores} is the door.
 *
 * <p>One process at a time. All objects are in memory; a change is on disk before it is there.
 * Futures complete on a context of the store; files are touched on its own thread only. Source:
 * docs/domain.md, stores; docs/adr/0018.
 */
@NullMarked
package hms.storage.file;

import org.jspecify.annotations.NullMarked;
