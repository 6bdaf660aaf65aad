package io.ewig.engine.internal.run;

/**
 * What the groups of a run have in common and do not repeat.
 *
 * @param prefixes what several keys start with
 * @param seq what the seqs of series are counted from
 * @param nanos what their system times are counted from
 */
record Basis(Content content, Prefixes prefixes, long seq, long nanos) {

  static Basis of(Content content, RunFooter footer) {
    Prefixes prefixes = Prefixes.read(content, footer);
    return new Basis(content, prefixes, footer.fromSeq(), footer.nanos());
  }
}
