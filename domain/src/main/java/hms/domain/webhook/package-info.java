/**
 * Where storefronts want to be told by HTTP: addresses, which of them may be called, when to try
 * again, how what is sent is signed. Source: Standard Webhooks 1.0.
 */
@NullMarked
package hms.domain.webhook;

import org.jspecify.annotations.NullMarked;
