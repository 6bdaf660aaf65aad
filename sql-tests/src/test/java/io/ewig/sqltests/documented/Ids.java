package io.ewig.sqltests.documented;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Ids and hashes, which are others with each run: which of this run stands for which of the page.
 * So an example can use the id that the one before it has shown.
 */
final class Ids {

  private static final Pattern ID =
      Pattern.compile("\\b(?:[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32}|[0-9a-f]{64})\\b");

  private final Map<String, String> toRun = new HashMap<>();
  private final Map<String, String> toPage = new HashMap<>();

  /** Takes note of the ids that stand at the same places. */
  void pair(String expected, String actual) {
    List<String> ofPage = ids(expected);
    List<String> ofRun = ids(actual);
    for (int i = 0; i < ofPage.size() && ofPage.size() == ofRun.size(); i++) {
      if (!toRun.containsKey(ofPage.get(i)) && !toPage.containsKey(ofRun.get(i))) {
        toRun.put(ofPage.get(i), ofRun.get(i));
        toPage.put(ofRun.get(i), ofPage.get(i));
      }
    }
  }

  private static List<String> ids(String text) {
    return ID.matcher(text).results().map(MatchResult::group).toList();
  }

  /** What the page says, with the ids of this run. */
  String ofRun(String text) {
    return ID.matcher(text).replaceAll(id -> toRun.getOrDefault(id.group(), id.group()));
  }

  /** What this run says, with the ids of the page. */
  String ofPage(String text) {
    return ID.matcher(text).replaceAll(id -> toPage.getOrDefault(id.group(), id.group()));
  }
}
