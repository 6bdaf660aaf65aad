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
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Bytes as texts, and their fingerprints: hex, Base64, MD5, SHA.
 *
 * <p>The SHA-2 of a binary is a binary, as in PostgreSQL, that of a text is in hex.
 */
public final class Encodings {

  /** Bytes in hex; a whole number to base 16, a negative one as its two's complement. */
  public static final SqlFunction TO_HEX =
      Own.function(
          "TO_HEX",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.STRING),
              OperandTypes.family(SqlTypeFamily.INTEGER)));

  public static final SqlFunction SHA224 = digest("SHA224");
  public static final SqlFunction SHA256 = digest("SHA256");
  public static final SqlFunction SHA384 = digest("SHA384");
  public static final SqlFunction SHA512 = digest("SHA512");

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

  private static SqlFunction digest(String name) {
    return Own.function(
        name,
        binding ->
            SqlTypeUtil.isBinary(binding.getOperandType(0))
                ? ReturnTypes.VARBINARY_NULLABLE.inferReturnType(binding)
                : ReturnTypes.VARCHAR_NULLABLE.inferReturnType(binding),
        OperandTypes.family(SqlTypeFamily.STRING));
  }

  public static void addTo(Functions functions) {
    functions.unary(TO_HEX, Encodings::hex);
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
    functions.unary(SHA224, value -> fingerprint("SHA-224", value));
    functions.unary(SHA256, value -> fingerprint("SHA-256", value));
    functions.unary(SHA384, value -> fingerprint("SHA-384", value));
    functions.unary(SHA512, value -> fingerprint("SHA-512", value));
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

  private static String hex(Object value) {
    if (value instanceof Long number) {
      return Long.toHexString(number);
    }
    return value instanceof Number number
        ? Integer.toHexString(number.intValue())
        : HexFormat.of().formatHex(bytes(value));
  }

  /** In hex. */
  private static String digest(String algorithm, Object value) {
    return HexFormat.of().formatHex(bytes(algorithm, value));
  }

  private static Object fingerprint(String algorithm, Object value) {
    return value instanceof Bytes
        ? Bytes.of(bytes(algorithm, value))
        : HexFormat.of().formatHex(bytes(algorithm, value));
  }

  private static byte[] bytes(String algorithm, Object value) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
