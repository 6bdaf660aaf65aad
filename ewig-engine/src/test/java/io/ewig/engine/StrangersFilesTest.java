package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.backup.Restore;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Notes that somebody makes in a database's folders, and copies of files under other names, as
 * people and tools that keep folders alike make them, are neither read nor in the way.
 */
class StrangersFilesTest {

  @TempDir Path temp;

  private static void fill(Ewig db) {
    for (int i = 0; i < 4; i++) {
      db.append(EventBuilder.in("a://garden").payload(new byte[1 << 19]));
    }
    db.append(EventBuilder.in("a://photos").payload(new byte[Payload.INLINE_BYTES_MAX + 1]));
    while (db.step()) {
      Thread.onSpinWait();
    }
  }

  /**
   * In each folder: a text, a folder with something in it, and a copy of each file; among the packs
   * and what is derived also folders that are named like such files.
   */
  private static void litter(Path home) throws IOException {
    List<Path> there;
    try (Stream<Path> all = Files.walk(home)) {
      there = all.toList();
    }
    for (Path each : there) {
      if (Files.isDirectory(each)) {
        Files.writeString(each.resolve("notes"), "water the roses");
        Files.writeString(Files.createDirectories(each.resolve("old")).resolve("notes"), "oak");
      } else {
        String name = each.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        String extension = name.substring(name.lastIndexOf('.'));
        Files.copy(each, each.resolveSibling(stem + " (conflicted copy)" + extension));
      }
    }
    for (String name :
        List.of(
            "store/pack-00000900.ewp",
            "store/pack-00000901.ewx",
            "store/pack-00000902.ewx.new",
            "runs/run-00000900.ewr",
            "warm/warm-00000900.eww")) {
      Files.writeString(Files.createDirectories(home.resolve(name)).resolve("notes"), "fern");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = LogKind.class,
      names = {"CHRONICLE", "PLAIN"})
  void areLeftAside(LogKind kind) throws IOException {
    Path home = temp.resolve("db");
    Config config = DatabaseKillWriter.config(kind, Durability.DURABLE);
    Workings workings = SmallWorkings.on(new RealDisk());
    try (Ewig db = Ewig.open(home, config, workings)) {
      fill(db);
    }
    Path growing = home.resolve("log/active");
    List<Path> segments = new RealDisk().list(growing).stream().filter(Files::isDirectory).toList();
    litter(home);
    long size;
    try (Ewig db = Ewig.open(home, config, workings)) {
      fill(db); // the growing file is sealed, and its folder goes but for what is a stranger's
      assertThat(db.erasures().world(World.of("a://photos"), People.REASON)).isEqualTo(2);
      fill(db);
      Acknowledged.requireSound(db);
      db.backup(temp.resolve("backup"), Optional.empty(), Progress.SILENT);
      size = db.head().size();
    }
    try (Ewig db = Ewig.open(home, config.withReadOnly(true), workings)) {
      assertThat(db.head().size()).isEqualTo(size);
    }
    assertThat(segments).isNotEmpty().allMatch(it -> Files.exists(it.resolve("old/notes")));
    Backups.restore(temp.resolve("backup"), temp.resolve("copy"), Restore.ALL, Progress.SILENT);
    try (Ewig db = Ewig.open(temp.resolve("copy"), config, workings)) {
      Acknowledged.requireSound(db);
    }
  }

  @Test
  void whatIsInTheWayOfAFolderIsSaid() throws IOException {
    Path dangling = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("nowhere"));
    assertThatThrownBy(() -> Ewig.open(dangling))
        .hasMessageContaining(dangling + ": there is something else of that name");
  }
}
