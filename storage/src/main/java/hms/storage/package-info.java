/**
 * Store ports: what the office keeps, feature by feature, and how a transaction behaves. {@link
 * hms.storage.DomainJson} is the one JSON form of the domain.
 *
 * <p>Services call these from event loops; every call answers at once with a Future.
 */
@NullMarked
package hms.storage;

import org.jspecify.annotations.NullMarked;
