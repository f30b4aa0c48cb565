/** Tests of files of rows that somebody brings in. */
package hms.gateway.intake;
