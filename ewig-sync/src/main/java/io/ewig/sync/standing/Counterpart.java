package io.ewig.sync.standing;

import io.ewig.engine.replica.Standing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the other side of a conversation has got, as far as it has said so, and how to tell it
 * the same in few bytes. One thread.
 */
public final class Counterpart {

  /** A standing of so many origins is said without being asked for. */
  private static final int SHORT = 2;

  /** What an origin takes on the wire with its number and mark, about. */
  private static final int ENTRY_BYTES = 26;

  /** What it takes if its place in another standing says which it is. */
  private static final int PLACE_BYTES = 3;

  /** Beside its entries a difference has two digests. */
  private static final int BASE_BYTES = 16;

  private final Said said;
  private @Nullable Long digest;
  private @Nullable Heard heard;
  private int symbols = Sketch.FIRST_SYMBOLS;

  /**
   * @param said what this side has said, in this conversation or others
   */
  public Counterpart(Said said) {
    this.said = said;
  }

  /**
   * Hears how far the other has got.
   *
   * @return that, if it could be understood
   */
  public Optional<Heard> hear(Stated stated, Standing mine) {
    long ours = mine.digest().a();
    Heard known = digest != null && digest == stated.digest() ? heard : null;
    digest = stated.digest();
    said.note(ours, mine);
    heard = ours == stated.digest() ? Heard.of(mine) : stated.understood(mine, said).orElse(known);
    if (heard == null && stated instanceof Stated.Sketched sketched) {
      symbols = Math.max(symbols, sketched.sizeWanted(mine, symbolsMax(mine)));
    }
    return Optional.ofNullable(heard);
  }

  /** Says to the other what this side has. */
  public Stated say(Standing mine) {
    long ours = mine.digest().a();
    said.note(ours, mine);
    if (digest == null) {
      return mine.marks().size() <= SHORT ? new Stated.Whole(mine) : new Stated.Digest(ours);
    } else if (digest == ours) {
      return new Stated.Digest(ours);
    }
    return heard != null ? relative(mine, heard, digest) : alone(mine, digest);
  }

  private static Stated relative(Standing mine, Heard theirs, long theirDigest) {
    Stated.Relative relative = Stated.Relative.of(mine, theirDigest, theirs);
    int bytes =
        BASE_BYTES
            + relative.difference().changed().size() * PLACE_BYTES
            + (relative.difference().added().size() + relative.marks().size()) * ENTRY_BYTES;
    return bytes < mine.marks().size() * ENTRY_BYTES ? relative : new Stated.Whole(mine);
  }

  private Stated alone(Standing mine, long theirDigest) {
    return symbols < symbolsMax(mine)
        ? Stated.Sketched.of(mine, theirDigest, symbols)
        : new Stated.Whole(mine);
  }

  /** So many symbols take as many bytes as all entries. */
  private static int symbolsMax(Standing mine) {
    return mine.marks().size() * ENTRY_BYTES / Sketch.SYMBOL_BYTES;
  }
}
