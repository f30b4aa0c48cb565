/** A job type of somebody else: how far the numbers climb before they come down to 1. */
package example;
