package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code x LIKE pattern [ESCAPE e]}: % stands for any characters, _ for one, e takes its meaning
 * from what follows it.
 *
 * <p>Matching goes back to the last % only, so it takes at most text times pattern steps, and these
 * are bounded too.
 */
final class Like {

  /** A long text against a short pattern passes; a long one against a long one does not. */
  static final int STEPS_MAX = 50_000_000;

  private static final int ANY_RUN = -1;
  private static final int ANY_ONE = -2;
  private static final int NO_ESCAPE = -3;

  private final Source source;

  Like(Source source) {
    this.source = source;
  }

  Expression like(int at, Expression x, Expression pattern, @Nullable Expression escape) {
    requireText(x);
    requireText(pattern);
    if (escape != null) {
      requireText(escape);
    }
    int[] known =
        pattern.isLiteral() && (escape == null || escape.isLiteral())
            ? prepared(at, pattern.constant(), escape, escape == null ? "" : escape.constant())
            : null;
    return Expression.computed(
        Sort.BOOLEAN,
        at,
        row -> {
          Object text = x.value(row);
          int[] wanted =
              known != null
                  ? known
                  : prepared(
                      at, pattern.value(row), escape, escape == null ? "" : escape.value(row));
          return (text == null || wanted == null) ? null : matches(at, (String) text, wanted);
        });
  }

  private void requireText(Expression expression) {
    if (!expression.is(Sort.TEXT)) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          expression.at(),
          "LIKE takes texts, not " + expression.sort().shown());
    }
  }

  private int @Nullable [] prepared(
      int at, @Nullable Object pattern, @Nullable Expression escape, @Nullable Object escapeText) {
    if (pattern == null || escapeText == null) {
      return null;
    }
    int escapeCharacter = escape == null ? NO_ESCAPE : single(escape.at(), (String) escapeText);
    int[] given = ((String) pattern).codePoints().toArray();
    int[] wanted = new int[given.length];
    int size = 0;
    for (int i = 0; i < given.length; i++) {
      if (given[i] == escapeCharacter) {
        if (++i == given.length) {
          throw source.error(
              ErrorCode.INVALID_VALUE, at, "the pattern ends with its escape character; remove it");
        }
        wanted[size++] = given[i];
      } else {
        wanted[size++] = given[i] == '%' ? ANY_RUN : given[i] == '_' ? ANY_ONE : given[i];
      }
    }
    return Arrays.copyOf(wanted, size);
  }

  private int single(int at, String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw source.error(ErrorCode.INVALID_VALUE, at, "ESCAPE takes one character");
    }
    return escape.codePointAt(0);
  }

  private boolean matches(int at, String textGiven, int[] pattern) {
    int[] text = textGiven.codePoints().toArray();
    int textAt = 0;
    int patternAt = 0;
    int resumeText = 0;
    int resumePattern = -1;
    int steps = 0;
    while (textAt < text.length) {
      if (++steps > STEPS_MAX) {
        throw source.error(
            ErrorCode.LIMIT_EXCEEDED, at, "the pattern takes over " + STEPS_MAX + " steps");
      }
      int wanted = patternAt < pattern.length ? pattern[patternAt] : NO_ESCAPE;
      if (wanted == ANY_RUN) {
        resumePattern = ++patternAt;
        resumeText = textAt;
      } else if (wanted == ANY_ONE || wanted == text[textAt]) {
        textAt++;
        patternAt++;
      } else if (resumePattern >= 0) {
        patternAt = resumePattern;
        textAt = ++resumeText;
      } else {
        return false;
      }
    }
    while (patternAt < pattern.length && pattern[patternAt] == ANY_RUN) {
      patternAt++;
    }
    return patternAt == pattern.length;
  }
}
