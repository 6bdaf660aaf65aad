package io.ewig.calcite.type;

import io.ewig.engine.value.Order;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.CollationKey;
import java.text.Collator;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.util.NlsString;

/**
 * The order of texts that are constants of a plan, which Calcite compares when it joins ranges or
 * drops what can't be; else it would take them by UTF-16 units, and rows are compared by code
 * points.
 *
 * <p>It has the name that Calcite's own collation has, so types and messages stay what they are.
 */
public final class CodePointOrder extends SqlCollation {

  private static final long serialVersionUID = 1;

  private static final CodePointOrder INSTANCE = new CodePointOrder();

  private CodePointOrder() {
    super(Coercibility.IMPLICIT);
  }

  /** The same text, in this order; one without a character set would be given another order. */
  public static NlsString of(NlsString text, Charset characters) {
    return new NlsString(text.getValue(), characters.name(), INSTANCE);
  }

  @Override
  public Collator getCollator() {
    return CodePoints.INSTANCE;
  }

  private static final class CodePoints extends Collator {

    private static final CodePoints INSTANCE = new CodePoints();

    @Override
    public int compare(String one, String other) {
      return Order.texts(one, other);
    }

    @Override
    public CollationKey getCollationKey(String text) {
      return new Key(text);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private static final class Key extends CollationKey {

    Key(String text) {
      super(text);
    }

    @Override
    public int compareTo(CollationKey other) {
      return Order.texts(getSourceString(), other.getSourceString());
    }

    @Override
    public byte[] toByteArray() {
      return getSourceString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
