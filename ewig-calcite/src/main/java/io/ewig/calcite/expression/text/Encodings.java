package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Binaries;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Bytes as texts, and their fingerprints: hex, Base64, MD5, SHA. */
public final class Encodings {

  public static final SqlFunction TO_HEX =
      Own.function(
          "TO_HEX", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(SqlTypeFamily.STRING));

  public static final SqlFunction UTF8_TEXT =
      Own.function(
          "UTF8_TEXT", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(SqlTypeFamily.BINARY));

  public static final SqlFunction UTF8_BYTES =
      Own.function(
          "UTF8_BYTES",
          ReturnTypes.VARBINARY_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER));

  public static final SqlFunction FROM_BASE64 =
      Own.function(
          "FROM_BASE64",
          ReturnTypes.VARBINARY_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER));

  private Encodings() {}

  public static void addTo(Functions functions) {
    functions.unary(TO_HEX, value -> HexFormat.of().formatHex(bytes(value)));
    functions.unary(SqlLibraryOperators.FROM_HEX, (String text) -> fromHex(text));
    functions.unary(
        SqlLibraryOperators.TO_BASE64, value -> Base64.getEncoder().encodeToString(bytes(value)));
    functions.unary(FROM_BASE64, (String text) -> fromBase64(text));
    functions.unary(UTF8_TEXT, (Bytes bytes) -> Binaries.text(bytes));
    functions.unary(UTF8_BYTES, value -> Bytes.of(bytes(value)));
    functions.unary(SqlLibraryOperators.MD5, value -> digest("MD5", value));
    functions.unary(SqlLibraryOperators.SHA1, value -> digest("SHA-1", value));
    functions.unary(SqlLibraryOperators.SHA256, value -> digest("SHA-256", value));
    functions.unary(SqlLibraryOperators.SHA512, value -> digest("SHA-512", value));
  }

  private static byte[] bytes(Object value) {
    return value instanceof Bytes bytes
        ? bytes.toArray()
        : ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  private static Object fromHex(String text) {
    try {
      return Bytes.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw refused(text, "hex", e);
    }
  }

  private static Object fromBase64(String text) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw refused(text, "Base64", e);
    }
  }

  private static UserException refused(String text, String code, Exception cause) {
    return new UserException(ErrorCode.INVALID_VALUE, Fault.shown(text) + " is not " + code, cause);
  }

  /** In hex. */
  private static String digest(String algorithm, Object value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(value)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
