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
import java.util.Locale;
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

  /** Bytes as a text: in hex or base64. */
  public static final SqlFunction ENCODE =
      Own.function(
          "ENCODE",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.family(SqlTypeFamily.STRING, SqlTypeFamily.CHARACTER));

  public static final SqlFunction DECODE =
      Own.function(
          "DECODE",
          ReturnTypes.VARBINARY_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

  private Encodings() {}

  public static void addTo(Functions functions) {
    functions.unary(TO_HEX, value -> HexFormat.of().formatHex(bytes(value)));
    functions.unary(SqlLibraryOperators.FROM_HEX, (String text) -> fromHex(text));
    functions.unary(
        SqlLibraryOperators.TO_BASE64, value -> Base64.getEncoder().encodeToString(bytes(value)));
    functions.unary(FROM_BASE64, (String text) -> fromBase64(text));
    functions.binary(ENCODE, (Object value, String code) -> encoded(bytes(value), code));
    functions.binary(DECODE, (String text, String code) -> decoded(text, code));
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

  private static String encoded(byte[] bytes, String code) {
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "hex" -> HexFormat.of().formatHex(bytes);
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      default -> throw unknown(code);
    };
  }

  private static Object decoded(String text, String code) {
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "hex" -> fromHex(text);
      case "base64" -> fromBase64(text);
      default -> throw unknown(code);
    };
  }

  private static UserException unknown(String code) {
    return Fault.invalid(Fault.shown(code) + " is no encoding; there are hex and base64");
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
