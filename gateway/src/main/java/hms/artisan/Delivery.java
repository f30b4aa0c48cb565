package hms.artisan;

import hms.domain.message.Envelope;

/**
 * One message as a link brought it.
 *
 * @param to the address that the link read it from
 * @param accept tells the link that it is ours now
 */
record Delivery(Envelope envelope, String to, Runnable accept) {}
