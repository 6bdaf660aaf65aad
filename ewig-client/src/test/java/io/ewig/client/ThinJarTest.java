package io.ewig.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThinJarTest {

  private static final Path JAR = Path.of(System.getProperty("ewig.jar"));
  private static final long BYTES_MAX = 1024 * 1024;

  @TempDir Path temp;

  @Test
  void theJarAloneIsADriverOfAServer() throws IOException, InterruptedException {
    try (Ewig engine = Ewig.inMemory();
        EwigServer server = EwigServer.start(engine, ServerOptions.local(0))) {
      assertThat(printed(server.url()))
          .containsExactly("rose 2026-03-08 02:30:00.123456789 [1, 2]", "plants", "08001");
    }
  }

  @Test
  void itIsSmallAndHoldsTheDriverOnly() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(BYTES_MAX);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("io/ewig/jdbc/"))
          .noneMatch(name -> name.contains("/embedded/"));
    }
  }

  private List<String> printed(String url) throws IOException, InterruptedException {
    String classes =
        Path.of(ThinJarTest.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    Path out = temp.resolve("printed.txt");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR + ":" + classes,
                Alone.class.getName(),
                url)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(run.waitFor()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }
}
