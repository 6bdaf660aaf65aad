package io.ewig.engine.internal.disk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Releases a mapping now instead of when the garbage collector finds it.
 *
 * <p>Java 17 has no public way, so this uses {@code sun.misc.Unsafe.invokeCleaner}, which is not
 * among the methods that newer JDKs deny. Where it is missing, the garbage collector does it later.
 */
final class Unmapper {

  private static final @Nullable MethodHandle CLEANER = find();

  private Unmapper() {}

  private static @Nullable MethodHandle find() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      return null; // a stricter or other JDK: mappings then live until collected
    }
  }

  static void unmap(MappedByteBuffer buffer) {
    if (CLEANER == null) {
      return;
    }
    try {
      CLEANER.invoke((ByteBuffer) buffer);
    } catch (Throwable e) {
      throw new IllegalStateException("a mapping could not be released", e);
    }
  }
}
