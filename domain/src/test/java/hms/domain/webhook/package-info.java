@NullMarked
package hms.domain.webhook;

import org.jspecify.annotations.NullMarked;
