/** Commits in whatever order. */
package io.ewig.sync.waiting;
