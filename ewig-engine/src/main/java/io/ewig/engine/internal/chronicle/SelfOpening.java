package io.ewig.engine.internal.chronicle;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.disk.TrustedLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Opens the two packages of {@code java.base} that Chronicle reaches into, so that an application
 * needs no JVM flag.
 *
 * <p>By a {@link TrustedLookup}; where there is none, the error names the flags to give.
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
    return TrustedLookup.get()
        .findVirtual(Module.class, method, MethodType.methodType(void.class, parameters));
  }
}
