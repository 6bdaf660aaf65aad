package io.ewig.server.backup;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.server.command.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is said of a backup: lines for people, or one JSON object. */
final class BackupText {

  private BackupText() {}

  static List<String> lines(Path folder, Backup backup) {
    return List.of(
        "backup  " + folder,
        "id      " + backup.id(),
        "taken   " + backup.taken(),
        "events  " + backup.head().size(),
        "chain   " + backup.head().chain(),
        "root    " + backup.root(),
        "bytes   " + backup.bytes() + ", of which " + backup.ownBytes() + " are in this folder",
        "kind    "
            + (backup.isFull()
                ? "full"
                : "incremental, with files of "
                    + String.join(", ", backup.bases().stream().map(Backup.Base::path).toList())));
  }

  /** What a server has beside its database. */
  static List<String> lines(Map<String, Backup> parts) {
    return parts.entrySet().stream()
        .map(part -> "with    " + part.getKey() + ", " + part.getValue().head().size() + " events")
        .toList();
  }

  static List<JsonObject> json(Map<String, Backup> parts) {
    return parts.entrySet().stream()
        .map(
            part ->
                new JsonObject()
                    .put("part", part.getKey())
                    .put("id", part.getValue().id())
                    .put("events", part.getValue().head().size())
                    .put("bytes", part.getValue().bytes()))
        .toList();
  }

  static JsonObject json(Path folder, Backup backup) {
    return new JsonObject()
        .put("backup", folder.toString())
        .put("id", backup.id())
        .put("database", backup.database().id().toString())
        .put("taken", backup.taken().toString())
        .put("encrypted", backup.database().encrypted())
        .put("full", backup.isFull())
        .put("events", backup.head().size())
        .put("chain", backup.head().chain().toString())
        .put("root", backup.root().toString())
        .put("files", backup.files().size())
        .put("bytes", backup.bytes())
        .put("own_bytes", backup.ownBytes())
        .put(
            "bases",
            backup.bases().stream()
                .map(base -> new JsonObject().put("id", base.id()).put("path", base.path()))
                .toList());
  }

  static List<JsonObject> json(List<Finding> findings) {
    return findings.stream()
        .map(found -> new JsonObject().put("file", found.file()).put("what", found.what()))
        .toList();
  }
}
