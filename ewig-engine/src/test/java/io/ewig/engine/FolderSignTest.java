package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.format.FolderSign;
import io.ewig.engine.log.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every folder says what lies there, and nothing depends on that. */
class FolderSignTest {

  private static final World GARDEN = World.of("a://garden");

  @TempDir Path temp;

  private Path make() {
    Path folder = temp.resolve("garden");
    Config small = Config.defaults().withSegmentBytes(1 << 20);
    try (Ewig db = Ewig.open(folder, small)) {
      for (int i = 0; i < 3; i++) {
        db.append(EventBuilder.in(GARDEN).payload(new byte[1 << 19]));
      }
      db.append(EventBuilder.in(GARDEN).payload(new byte[2 << 20]));
    }
    return folder;
  }

  /** All but those that are named by a number or a hash: their parent's sign speaks of them. */
  private static List<Path> rooms(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory)
          .filter(room -> !room.getFileName().toString().matches("\\d{8}|[0-9a-f]{2}"))
          .toList();
    }
  }

  private static List<Path> signs(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.endsWith(FolderSign.NAME)).toList();
    }
  }

  @Test
  void everyFolderHasItsSign() throws IOException {
    List<Path> rooms = rooms(make());
    assertThat(rooms)
        .extracting(room -> room.getFileName().toString())
        .contains("garden", "log", "active", "sealed", "store");
    assertThat(rooms)
        .allSatisfy(room -> assertThat(room.resolve(FolderSign.NAME)).isNotEmptyFile());
  }

  @ParameterizedTest
  @EnumSource
  void aSignIsJson(FolderSign sign) throws IOException {
    List<String> fields = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(sign.toBytes())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          fields.add(json.currentName());
        }
      }
    }
    assertThat(fields).containsExactly("ewig", "what", "formats", "safeToDelete");
  }

  @Test
  void signsThatAreMissingOrTornAreNoDamageAndComeBack() throws IOException {
    Path folder = make();
    for (Path sign : signs(folder)) {
      Files.delete(sign);
    }
    try (Ewig db = Ewig.open(folder, Config.defaults().withReadOnly(true))) {
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
    assertThat(signs(folder)).as("reading changes nothing").isEmpty();
    Files.writeString(folder.resolve(FolderSign.NAME), "{\"ew");
    try (Ewig db = Ewig.open(folder)) {
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
      assertThat(db.troubles().damage()).isEmpty();
    }
    assertThat(folder.resolve(FolderSign.NAME)).hasBinaryContent(FolderSign.DATABASE.toBytes());
    assertThat(folder.resolve("log/active").resolve(FolderSign.NAME)).exists();
  }
}
