/** A database over plain HTTP, as programs without a driver have it. */
package io.ewig.server.rest;
