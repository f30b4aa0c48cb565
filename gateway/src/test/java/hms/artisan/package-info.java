/** Tests of the artisan's app, with an office of ten lines on the other side. */
@NullMarked
package hms.artisan;

import org.jspecify.annotations.NullMarked;
