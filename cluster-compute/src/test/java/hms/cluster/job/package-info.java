@NullMarked
package hms.cluster.job;

import org.jspecify.annotations.NullMarked;
