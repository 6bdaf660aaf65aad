package io.ewig.calcite.type;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;

/** Makes Calcite's types in our type system; texts are Unicode. */
public final class EwigTypeFactory extends SqlTypeFactoryImpl {

  public EwigTypeFactory() {
    super(EwigTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
