@NullMarked
package hms.cluster.schedule;

import org.jspecify.annotations.NullMarked;
