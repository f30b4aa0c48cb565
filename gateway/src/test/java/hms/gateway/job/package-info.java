@NullMarked
package hms.gateway.job;

import org.jspecify.annotations.NullMarked;
