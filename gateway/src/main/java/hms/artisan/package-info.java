/**
 * The artisan's app: enrols once, signs its requests, exchanges numbered messages with the office.
 * Uses domain, Vert.x core and AMQP, and the JDK's HTTP client; knows nothing of the gateway.
 * {@link hms.artisan.ArtisanApp} may be called from any thread, its parts on its own context only.
 */
@NullMarked
package hms.artisan;

import org.jspecify.annotations.NullMarked;
