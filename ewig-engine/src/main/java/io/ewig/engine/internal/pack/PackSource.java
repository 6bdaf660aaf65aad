package io.ewig.engine.internal.pack;

import io.ewig.engine.internal.pack.file.Packs;
import io.ewig.engine.internal.pack.record.ObjectNames;

/** Who knows which packs there are. */
sealed interface PackSource permits PackWriter, PackFollower {

  Packs now();

  /** How indexes name objects; may become known only when {@link #hasChangedSince} looked. */
  ObjectNames names();

  /** Whether there is more, or elsewhere, than in the packs of a moment; may look at the disk. */
  boolean hasChangedSince(Packs seen);

  void close();
}
