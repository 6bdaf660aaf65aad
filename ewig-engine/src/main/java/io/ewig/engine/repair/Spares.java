package io.ewig.engine.repair;

import io.ewig.engine.event.Commit;
import io.ewig.engine.hash.Hash;
import java.io.IOException;
import java.util.List;

/** Who has whole what is damaged here: another replica. */
public interface Spares {

  /**
   * The commits of some events, as far as they are there; they need not be true.
   *
   * @throws IOException if nobody answers
   */
  List<Commit> commits(List<EventRange> wanted) throws IOException;

  /**
   * Objects by their addresses, as far as they are there; they need not be true.
   *
   * @throws IOException if nobody answers
   */
  List<byte[]> objects(List<Hash> wanted) throws IOException;
}
