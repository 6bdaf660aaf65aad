/** Presence: what stores make of the same registers, and what they refuse. */
package io.ewig.sync.ephemeral;
