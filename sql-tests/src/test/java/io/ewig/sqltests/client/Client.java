package io.ewig.sqltests.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class with a real client, whose results docs/clients.md tells. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorksWith.class)
@interface Client {

  /** What its users call it. */
  String name();

  /** One of its classes: the jar it came from has the version in its name. */
  Class<?> type() default void.class;

  /** The version, if nothing of the client itself runs here: its calls are replayed. */
  String replayed() default "";
}
