/**
 * Lists that are taken away whole: as long work, of one moment, into a file that only its maker
 * reads. What can be exported, features say by {@link hms.gateway.export.Exportable}.
 */
@NullMarked
package hms.gateway.export;

import org.jspecify.annotations.NullMarked;
