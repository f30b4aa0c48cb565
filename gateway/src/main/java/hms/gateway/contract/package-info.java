/**
 * The published contract of the HTTP API: an OpenAPI 3.1 document, held against the routes when a
 * node starts, served to people and programs. Whoever adds a route adds its operation here first.
 */
@NullMarked
package hms.gateway.contract;

import org.jspecify.annotations.NullMarked;
