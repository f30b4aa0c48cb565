/**
 * The way programs of ours talk to a running office: HTTP with a bearer token.
 *
 * <p>Blocking, for command lines and the demo; knows no rule of the office. No Netty, no Vert.x.
 */
@NullMarked
package hms.client;

import org.jspecify.annotations.NullMarked;
