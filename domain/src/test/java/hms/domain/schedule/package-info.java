@NullMarked
package hms.domain.schedule;

import org.jspecify.annotations.NullMarked;
