/** Replicas that are compared. */
package io.ewig.sync.audit;
