/**
 * {@code stream}: programs of others over lines of text, as Hadoop Streaming runs them. Only
 * programs that the configuration names, each chunk in a process of its own, in a sandbox.
 */
@NullMarked
package hms.cluster.jobs.stream;

import org.jspecify.annotations.NullMarked;
