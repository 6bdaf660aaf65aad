package io.ewig.engine.internal.disk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Releases a mapping now instead of when the garbage collector finds it.
 *
 * <p>Java 17 has no public way, so this uses {@code sun.misc.Unsafe.invokeCleaner}, and on JDKs
 * that warn of it or deny it, what that calls in {@code java.base}. Where neither is to be had, the
 * garbage collector does it later.
 */
final class Unmapper {

  private static final int FIRST_JDK_THAT_WARNS = 24;

  private static final @Nullable MethodHandle CLEANER = choose();

  private Unmapper() {}

  /** A way to release a buffer. */
  @FunctionalInterface
  interface Way {
    MethodHandle find() throws ReflectiveOperationException;
  }

  private static @Nullable MethodHandle choose() {
    boolean isOld = Runtime.version().feature() < FIRST_JDK_THAT_WARNS;
    Way first = isOld ? Unmapper::ofUnsafe : Unmapper::ofJavaBase;
    Way second = isOld ? Unmapper::ofJavaBase : Unmapper::ofUnsafe;
    for (Way way : List.of(first, second)) {
      MethodHandle cleaner = tried(way);
      if (cleaner != null) {
        return cleaner;
      }
    }
    return null; // a stricter or other JDK: mappings then live until collected
  }

  /** Null if a buffer can't be released in this way. */
  private static @Nullable MethodHandle tried(Way way) {
    try {
      MethodHandle cleaner = way.find();
      cleaner.invoke(ByteBuffer.allocateDirect(1));
      return cleaner;
    } catch (Throwable denied) {
      return null;
    }
  }

  static MethodHandle ofUnsafe() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    return MethodHandles.lookup()
        .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
        .bindTo(instance.get(null));
  }

  static MethodHandle ofJavaBase() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
    MethodHandles.Lookup lookup = TrustedLookup.get();
    MethodHandle instance = lookup.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe));
    MethodHandle cleaner =
        lookup.findVirtual(
            unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class));
    return MethodHandles.foldArguments(cleaner, instance);
  }

  static void unmap(ByteBuffer mapped) {
    if (CLEANER != null) {
      release(mapped, CLEANER);
    }
  }

  static void release(ByteBuffer mapped, MethodHandle cleaner) {
    try {
      cleaner.invoke(mapped);
    } catch (Throwable e) {
      throw new IllegalStateException("a mapping could not be released", e);
    }
  }
}
