package io.ewig.engine.internal.disk;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

/**
 * Reaches what the JVM keeps to itself, so that an application needs no flag.
 *
 * <p>{@code jdk.unsupported} offers {@code ReflectionFactory} to serialization libraries; it hands
 * out a constructor of a trusted {@code Lookup}. Where that fails, there is no other way.
 */
public final class TrustedLookup {

  private TrustedLookup() {}

  public static MethodHandles.Lookup get() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
    Object factory = type.getMethod("getReflectionFactory").invoke(null);
    Constructor<?> inner =
        MethodHandles.Lookup.class.getDeclaredConstructor(Class.class, Class.class, int.class);
    Constructor<?> constructor =
        (Constructor<?>)
            type.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(factory, MethodHandles.Lookup.class, inner);
    return (MethodHandles.Lookup) constructor.newInstance(Object.class, null, -1);
  }
}
