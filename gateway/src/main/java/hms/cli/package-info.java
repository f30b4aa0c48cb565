/** The command {@code hms}. The only package that writes to standard output. */
@NullMarked
package hms.cli;

import org.jspecify.annotations.NullMarked;
