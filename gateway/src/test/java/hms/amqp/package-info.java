/** Tests of what office and artisan have in common on AMQP. */
@NullMarked
package hms.amqp;

import org.jspecify.annotations.NullMarked;
