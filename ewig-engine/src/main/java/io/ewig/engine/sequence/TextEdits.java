package io.ewig.engine.sequence;

/** Who wants to know what becomes of a text, edit by edit; places are code points. */
interface TextEdits {

  void insert(int at, CharSequence text);

  void delete(int at, int count);
}
