package io.ewig.engine.format;

import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What lies in a folder of a database, said in a file {@code _manifest.json} in it.
 *
 * <pre>
 * {"ewig":"folder","what":TEXT,"formats":[TEXT...],"safeToDelete":BOOLEAN}
 * </pre>
 *
 * <p>For people and their tools: Ewig never reads it, and does without. It is written where a
 * database is opened to be written to and the file is not there, or of another version.
 */
public enum FolderSign {
  DATABASE("an Ewig database; README.txt says more", false, "ewig.json"),
  LOG("the history itself", false, "segments.ewm", "durable.mark", "writer.lock", "merkle.ewt"),
  ACTIVE("the log file that grows, in a folder with its number", false, "cq4", "ewl"),
  SEALED("full log files, which never change again, and their indexes", false, "cq4", "ewl", "ewx"),
  QUARANTINE("bytes cut off after a crash, never acknowledged; nothing reads them", true, "torn"),
  STORE("packs of objects, each under its SHA-256, and their indexes", false, "ewp", "ewx"),
  RUNS("all versions of all keys, sorted; made anew from the log if deleted", true, "ewr", "ewm"),
  WARM(
      "events of full log files by columns; made anew from the log if deleted", true, "eww", "ewm");

  public static final String NAME = "_manifest.json";

  private final String text;

  FolderSign(String what, boolean isSafeToDelete, String... formats) {
    this.text =
        "{\"ewig\":\"folder\",\"what\":\""
            + what
            + "\",\"formats\":[\""
            + String.join("\",\"", formats)
            + "\"],\"safeToDelete\":"
            + isSafeToDelete
            + "}\n";
  }

  public byte[] toBytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes a folder of this kind, if it is not there, and puts its sign up. */
  public void make(Disk disk, Path folder) throws IOException {
    disk.createDirectories(folder);
    Path file = folder.resolve(NAME);
    byte[] wanted = toBytes();
    if (!disk.exists(file) || disk.size(file) != wanted.length) {
      disk.write(file, wanted);
    }
  }
}
