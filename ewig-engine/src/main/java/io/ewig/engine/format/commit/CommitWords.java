package io.ewig.engine.format.commit;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.format.BytesIn;
import java.util.List;
import java.util.TreeMap;

/** What a commit says about itself, as the first of its frames has it; mostly nothing. */
final class CommitWords {

  private CommitWords() {}

  /** Reads them; the commit's parents follow. */
  static CommitInfo read(BytesIn in, Branch branch) {
    if (!areThere(in)) {
      return CommitInfo.on(branch, List.of());
    }
    String author = in.getText(CommitInfo.AUTHOR_BYTES_MAX, "an author");
    String message = in.getText(CommitInfo.MESSAGE_BYTES_MAX, "a message");
    TreeMap<String, String> metadata = new TreeMap<>();
    int entries = in.getCount(CommitInfo.ENTRIES_MAX, "metadata entries");
    for (int i = 0; i < entries; i++) {
      String key = in.getText(CommitInfo.METADATA_BYTES_MAX, "a metadata key");
      metadata.put(key, in.getText(CommitInfo.METADATA_BYTES_MAX, "a metadata value"));
    }
    return new CommitInfo(branch, List.of(), author, message, metadata);
  }

  /** Passes over them. */
  static void skip(BytesIn in) {
    if (areThere(in)) {
      skipText(in);
      skipText(in);
      int texts = 2 * in.getCount(CommitInfo.ENTRIES_MAX, "metadata entries");
      for (int i = 0; i < texts; i++) {
        skipText(in);
      }
    }
  }

  private static boolean areThere(BytesIn in) {
    return (in.getByte() & CommitFormat.HAS_WORDS) != 0;
  }

  private static void skipText(BytesIn in) {
    in.skip(in.getCount(Integer.MAX_VALUE, "bytes of text"));
  }
}
