package io.ewig.engine.internal.chronicle;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

/**
 * Opens the two packages of {@code java.base} that Chronicle reaches into, so that an application
 * needs no JVM flag.
 *
 * <p>{@code jdk.unsupported} offers {@code ReflectionFactory} to serialization libraries; it hands
 * out a constructor of a trusted {@code Lookup}. Where that fails, the error names the flags to
 * give.
 */
final class SelfOpening {

  private static final String[] PACKAGES = {"java.lang.reflect", "sun.nio.ch"};
  private static final String FLAGS =
      "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED"
          + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED";

  private SelfOpening() {}

  /** Opens what is not open yet to the module that Chronicle lives in. */
  static void openFor(Module chronicle) {
    Module base = Object.class.getModule();
    try {
      for (String name : PACKAGES) {
        if (!base.isOpen(name, chronicle)) {
          open(base, name, chronicle);
        }
      }
    } catch (Throwable e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "this JVM keeps Chronicle from mapping files; start it with "
              + FLAGS
              + ", or open the database with log=plain",
          e);
    }
  }

  private static void open(Module base, String name, Module chronicle) throws Throwable {
    if (chronicle.isNamed()) {
      find("implAddOpens", String.class, Module.class).invoke(base, name, chronicle);
    } else {
      find("implAddOpensToAllUnnamed", String.class).invoke(base, name);
    }
  }

  private static MethodHandle find(String method, Class<?>... parameters) throws Throwable {
    return trusted()
        .findVirtual(Module.class, method, MethodType.methodType(void.class, parameters));
  }

  private static MethodHandles.Lookup trusted() throws ReflectiveOperationException {
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
