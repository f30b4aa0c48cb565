/**
 * Job types from jars of others. A plugin is a folder of jars, named after its job type; it is read
 * whole when a node starts, and what runs is what was read. Called once by who starts a node.
 *
 * <p>Plugins are trusted code. Their class loaders keep them from leaning on what is not promised,
 * not from doing harm. Source: docs/job-types.md.
 */
@NullMarked
package hms.cluster.plugin;

import org.jspecify.annotations.NullMarked;
