/** Tests of who may come in. */
package hms.domain.access;
