/** What people of the office work by: their saved views of lists, and what holds for the trade. */
@NullMarked
package hms.domain.desk;

import org.jspecify.annotations.NullMarked;
