/** The photographs of the demo, rendered: shapes by distance functions, wood and linen by noise. */
@NullMarked
package hms.demo;

import org.jspecify.annotations.NullMarked;
