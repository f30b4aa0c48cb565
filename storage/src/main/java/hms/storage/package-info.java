/** Store ports. */
@NullMarked
package hms.storage;

import org.jspecify.annotations.NullMarked;
