/** Tests of jobs: the cores under a virtual clock, with whatever a network and a machine can do. */
@NullMarked
package hms.domain.job;

import org.jspecify.annotations.NullMarked;
