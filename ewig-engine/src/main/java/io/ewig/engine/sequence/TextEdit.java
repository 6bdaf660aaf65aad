package io.ewig.engine.sequence;

/**
 * Code points of a text that give way to others.
 *
 * @param at in the text as it was before all edits
 * @param deleted how many go
 */
public record TextEdit(int at, int deleted, String inserted) {}
