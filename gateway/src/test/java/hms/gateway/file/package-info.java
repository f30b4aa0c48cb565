/** Tests of rows as they stand in files. */
package hms.gateway.file;
