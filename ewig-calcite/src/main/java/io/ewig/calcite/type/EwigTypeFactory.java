package io.ewig.calcite.type;

import java.nio.charset.Charset;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.util.ConversionUtil;

/** Makes Calcite's types in our type system; texts are Unicode. */
public final class EwigTypeFactory extends SqlTypeFactoryImpl {

  /** That of literals U&'...', so that they can be compared with others. */
  private static final Charset UNICODE = Charset.forName(ConversionUtil.NATIVE_UTF16_CHARSET_NAME);

  public EwigTypeFactory() {
    super(EwigTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return UNICODE;
  }
}
