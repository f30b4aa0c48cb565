/**
 * What an operator can set: one record a component, each key declared once in its {@code read}.
 * Built once at start; after that only values are passed on.
 */
@NullMarked
package hms.gateway.config;

import org.jspecify.annotations.NullMarked;
