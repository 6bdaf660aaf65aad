package io.ewig.engine.store;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/**
 * Keeps bytes under their SHA-256; any thread.
 *
 * <ul>
 *   <li>The same bytes are kept once.
 *   <li>What is put can be got at once, and is durable after the next {@link #force}: objects
 *       before what refers to them.
 *   <li>What is got was checked against its address.
 *   <li>Nothing goes away but by {@link #collect}.
 * </ul>
 */
public interface ContentStore extends Closeable {

  /** The longest object: a payload has to fit. */
  int OBJECT_BYTES_MAX = Payload.BYTES_MAX;

  /** The address of an object, if it is not too long to be one. */
  static Hash addressOf(byte[] bytes) {
    if (bytes.length > OBJECT_BYTES_MAX) {
      throw new UserException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "an object of " + bytes.length + " bytes; at most " + OBJECT_BYTES_MAX + " are kept");
    }
    return Sha256.of(bytes);
  }

  /** Keeps bytes and tells their address; not durable before {@link #force} has returned. */
  Hash put(byte[] bytes);

  /** Puts an object that nothing refers to yet, and keeps it from being collected until it does. */
  default Pin hold(byte[] bytes) {
    while (true) {
      try {
        return pin(put(bytes));
      } catch (UserException collected) { // in between; what is put during a collection stays
        if (collected.code() != ErrorCode.NOT_FOUND) {
          throw collected;
        }
      }
    }
  }

  /** Makes all that was put before durable. */
  void force();

  /** The bytes with that address, checked against it. */
  byte[] get(Hash address);

  /** What an event carries: the bytes that lie beside it, or here; shared, nobody changes them. */
  default byte[] payload(Payload payload) {
    if (payload instanceof Payload.Inline inline) {
      return inline.bytes();
    } else if (payload instanceof Payload.Blob blob) {
      if (!contains(blob.content())) { // an event names it, so it was there once
        throw new CorruptionException(
            ErrorCode.MISSING_FILE, "store", -1, "payload " + blob.content() + " is missing");
      }
      return get(blob.content());
    }
    if (payload instanceof Payload.Withheld) {
      throw new UserException(
          ErrorCode.NOT_HERE,
          "the payload is none of the part of the history that is kept here; "
              + payload.commitment()
              + " is its commitment; read it on a replica that has it, or keep more here");
    }
    throw new UserException(
        ErrorCode.ERASED,
        "the payload was erased; " + payload.commitment() + " is the commitment that is left");
  }

  /** Whether an object is here; says nothing of the objects that it refers to. */
  boolean contains(Hash address);

  StoreStatistics statistics();

  /** Why no object is taken any more until it is opened again: the first write that failed. */
  default Optional<EwigException> writeFailure() {
    return Optional.empty();
  }

  /**
   * Keeps what an object reaches from being collected until the pin is closed. The object must be
   * reachable from a live root or another pin, or have been put since the last collection began.
   */
  Pin pin(Hash root);

  /**
   * Begins to remove what neither a live root nor a pin reaches; one collection runs at a time.
   *
   * <p>To be called when nobody is halfway through putting a tree: of what was put before, is not
   * held and can't be reached, nothing is known but that it is garbage.
   *
   * @param roots all that must stay, with what it reaches; gone through once, and not before what
   *     is held has been noted
   * @param extent how much garbage may be left
   */
  GarbageCollection collect(Iterable<Hash> roots, References references, Extent extent);

  /** Likewise, leaving what is not worth the work. */
  default GarbageCollection collect(Iterable<Hash> roots, References references) {
    return collect(roots, references, Extent.WORTHWHILE);
  }

  /** How far a collection goes. */
  enum Extent {
    /** What takes more room than it is worth to move its neighbours may stay for now. */
    WORTHWHILE,
    /** Nothing stays that was there at the beginning. */
    WHOLE
  }

  /** Reads everything there is; what is wrong, with file and offset. */
  List<Finding> verify(Progress progress);

  @Override
  void close();
}
