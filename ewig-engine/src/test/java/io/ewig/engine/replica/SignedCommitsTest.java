package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Backups;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.LogKind;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.replica.Refusal.Reason;
import io.ewig.engine.replica.SignaturePolicy.Rule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that signs what it writes, and what others can't do in its name. */
class SignedCommitsTest {

  private static final Config MEMORY = Config.defaults().withLog(LogKind.MEMORY);
  private static final Config SIGNING = Config.defaults().withSigning(true);

  private final Ewig signer = Ewig.open(Path.of("memory"), MEMORY.withSigning(true));
  private final Ewig plain = Ewig.open(Path.of("memory"), MEMORY);
  private final Ewig reader = Ewig.open(Path.of("memory"), MEMORY);

  @TempDir Path temp;

  @AfterEach
  void close() {
    signer.close();
    plain.close();
    reader.close();
  }

  private static Commit plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
    return at.events().commitOf(at.head().size() - 1);
  }

  private Adopted take(Commit commit, Rule rule) {
    return reader.replica().adopt(List.of(commit), Contents.NONE, SignaturePolicy.of(rule));
  }

  private void refused(Commit commit, Reason reason) {
    long size = reader.head().size();
    Refusal refusal =
        reader.replica().adopt(List.of(commit)).refusal().orElseThrow(AssertionError::new);
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.text()).contains(commit.id().toString());
    assertThat(reader.head().size()).isEqualTo(size);
  }

  private static Commit unsealed(Commit commit) {
    CommitInfo info = commit.info();
    var metadata = new TreeMap<>(info.metadata());
    metadata.remove(CommitInfo.SEAL);
    return new Commit(
        new CommitInfo(info.branch(), info.parents(), info.author(), info.message(), metadata),
        commit.events());
  }

  /** The same place in history with another message, and hashes that hold. */
  private static Commit rewritten(Commit commit, String message) {
    CommitInfo info = commit.info();
    Event first = commit.first();
    return Commit.seal(
        new CommitInfo(info.branch(), info.parents(), info.author(), message, info.metadata()),
        new Commit.Place(
            first.seq(),
            first.systemNanos(),
            first.origin(),
            first.originSeq(),
            first.hlc(),
            first.parent()),
        commit.events().stream()
            .map(
                event ->
                    new Commit.Fact(
                        event.world(),
                        event.type(),
                        event.valid(),
                        event.payload(),
                        event.payload().commitment()))
            .toList());
  }

  @Test
  void allThatASigningDatabaseWritesIsSignedAndPassedOnWithTheSignature() {
    plant(signer, "rose");
    Commit last = plant(signer, "lily");
    assertThat(SigningOrigin.is(signer.replica().self())).isTrue();
    Exchange.pull(signer, plain);
    Exchange.pull(plain, reader);
    assertThat(reader.events().commitOf(1).info()).isEqualTo(last.info());
    assertThat(reader.replica().signatureOf(signer.replica().self()))
        .isEqualTo(CommitSignature.of(last));
    assertThat(reader.verify(Progress.SILENT).isSound()).isTrue();
    assertThat(reader.replica().root()).isEqualTo(signer.replica().root());
  }

  @Test
  void whoDoesNotSignWritesWhatItAlwaysDid() {
    assertThat(plant(plain, "rose").info().seal()).isEmpty();
    assertThat(SigningOrigin.is(plain.replica().self())).isFalse();
    assertThat(plain.replica().signatureOf(plain.replica().self())).isEmpty();
    assertThat(plain.replica().signatureOf(new Origin(1, 1))).isEmpty();
  }

  @Test
  void whoRewritesAnothersCommitIsCaught() {
    refused(rewritten(plant(signer, "rose"), "lie"), Reason.BAD_SIGNATURE);
  }

  @Test
  void whoStripsASignatureIsCaught() {
    refused(unsealed(plant(signer, "rose")), Reason.UNSIGNED);
  }

  @Test
  void whoSignsWithAnotherKeyIsCaught() {
    try (SigningKey other = Keys.newSigningKey()) {
      refused(CommitSignature.sign(plant(signer, "rose"), other), Reason.BAD_SIGNATURE);
    }
  }

  @Test
  void whoReplaysASignatureOnOtherContentIsCaught() {
    Commit rose = plant(signer, "rose");
    Exchange.pull(signer, reader);
    Commit lily = plant(signer, "lily");
    refused(lily.sealed(rose.info().seal().orElseThrow()), Reason.BAD_SIGNATURE);
  }

  @Test
  void whoRewritesWhatIsHereAlreadySlandersNobody() {
    Commit rose = plant(signer, "rose");
    Exchange.pull(signer, reader);
    refused(rewritten(rose, "lie"), Reason.BAD_SIGNATURE);
    refused(unsealed(rewritten(rose, "lie")), Reason.UNSIGNED);
  }

  @Test
  void whatIsSignedTwiceConvictsWhoSignedIt() throws IOException {
    Path one = temp.resolve("one");
    Ewig.open(one, SIGNING).close();
    Path copy = temp.resolve("copy");
    Files.createDirectories(copy);
    for (String file : List.of("ewig.json", "signing.key")) {
      Files.copy(one.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    try (Ewig first = Ewig.open(one);
        Ewig second = Ewig.open(copy)) {
      Commit rose = plant(first, "rose");
      Commit lily = plant(second, "lily");
      Exchange.pull(first, reader);
      Refusal refusal = reader.replica().adopt(List.of(lily)).refusal().orElseThrow();
      assertThat(refusal.reason()).isEqualTo(Reason.EQUIVOCATION);
      assertThat(refusal.evidence())
          .isEqualTo(
              new Refusal.Evidence(
                  rose.first().hash(),
                  lily.first().hash(),
                  List.of(
                      CommitSignature.of(rose).orElseThrow(),
                      CommitSignature.of(lily).orElseThrow())));
    }
  }

  @Test
  void whereNobodyHasToSignAStrippedCommitIsTakenAndAWrongOneIsNot() {
    Commit commit = plant(signer, "rose");
    assertThat(take(rewritten(commit, "lie"), Rule.NONE).refusal().orElseThrow().reason())
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(take(unsealed(commit), Rule.NONE).isWhole()).isTrue();
    assertThat(reader.verify(Progress.SILENT).findings())
        .singleElement()
        .satisfies(found -> assertThat(found.what()).contains("event 0").contains("not signed"));
    assertThat(reader.verify(Progress.SILENT, SignaturePolicy.of(Rule.NONE)).isSound()).isTrue();
  }

  @Test
  void whereAllHaveToSignOnlyWhoIsTrustedNeedNot() {
    Commit signed = plant(signer, "rose");
    Commit unsigned = plant(plain, "lily");
    assertThat(take(signed, Rule.ALL).isWhole()).isTrue();
    Refusal refusal = take(unsigned, Rule.ALL).refusal().orElseThrow();
    assertThat(refusal.reason()).isEqualTo(Reason.UNSIGNED);
    assertThat(refusal.text()).contains("ewig peer trust");
    SignaturePolicy trusting =
        new SignaturePolicy(Rule.ALL, Set.of(plain.replica().self(), signer.replica().self()));
    assertThat(reader.replica().adopt(List.of(unsigned), Contents.NONE, trusting).isWhole())
        .isTrue();
    Commit stripped = unsealed(plant(signer, "tulip"));
    assertThat(
            reader
                .replica()
                .adopt(List.of(stripped), Contents.NONE, trusting)
                .refusal()
                .orElseThrow()
                .reason())
        .isEqualTo(Reason.UNSIGNED);
  }

  @Test
  void anExportHasTheSignaturesAndAnImportLooksAtThem() {
    plant(signer, "rose");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    signer.exportTo(out, 0, 1);
    reader.importFrom(new ByteArrayInputStream(out.toByteArray()));
    assertThat(reader.events().commitOf(0)).isEqualTo(signer.events().commitOf(0));
    String seal = signer.events().commitOf(0).info().seal().orElseThrow();
    String changed = out.toString(StandardCharsets.UTF_8).replace(seal, "AAAA" + seal.substring(4));
    byte[] lie = changed.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> plain.importFrom(new ByteArrayInputStream(lie)))
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("is not signed by");
    assertThat(plain.head().size()).isZero();
    Adopted adopted =
        plain.replica().adopt(plain.events().commitsFrom(new ByteArrayInputStream(lie)));
    assertThat(adopted.refusal().orElseThrow().reason()).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void itSignsAfterItWasClosedToo() {
    Path folder = temp.resolve("garden");
    Origin self;
    try (Ewig db = Ewig.open(folder, SIGNING)) {
      plant(db, "rose");
      self = db.replica().self();
    }
    try (Ewig db = Ewig.open(folder)) {
      plant(db, "lily");
      assertThat(db.replica().self()).isEqualTo(self);
      assertThat(Exchange.pull(db, reader).isWhole()).isTrue();
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
  }

  @Test
  void anEncryptedDatabaseKeepsItsSigningKeyUnderItsOwnKey() throws IOException {
    Path folder = temp.resolve("garden");
    Path keyFile = temp.resolve("garden.key");
    Keys.generateFile(keyFile, new SecureRandom());
    Config config = SIGNING.withKey(Keys.file(keyFile));
    try (Ewig db = Ewig.open(folder, config)) {
      plant(db, "rose");
    }
    assertThat(folder.resolve("signing.key")).doesNotExist();
    Keys.rotate(folder, Keys.file(keyFile), Keys.file(newKey("next.key")));
    Config next = Config.defaults().withKey(Keys.file(temp.resolve("next.key")));
    try (Ewig db = Ewig.open(folder, next)) {
      plant(db, "lily");
      assertThat(Exchange.pull(db, reader).isWhole()).isTrue();
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("signing.ewk"));
    bytes[20] ^= 1;
    Files.write(folder.resolve("signing.ewk"), bytes);
    assertThatThrownBy(() -> Ewig.open(folder, next))
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("signing.ewk")
        .extracting(error -> ((EwigException) error).code())
        .isEqualTo(ErrorCode.CORRUPT_FILE);
  }

  private Path newKey(String name) {
    Keys.generateFile(temp.resolve(name), new SecureRandom());
    return temp.resolve(name);
  }

  @Test
  void aDatabaseThatWasThereGoesOnUnderANameThatSigns() {
    Path folder = temp.resolve("garden");
    Origin before;
    try (Ewig db = Ewig.open(folder)) {
      plant(db, "rose");
      before = db.replica().self();
      assertThatThrownBy(() -> Keys.sign(folder, Optional.empty()))
          .isInstanceOf(EwigException.class)
          .hasMessageContaining("being written to");
    }
    Origin signs = Keys.sign(folder, Optional.empty());
    assertThat(Keys.sign(folder, Optional.empty())).isEqualTo(signs).isNotEqualTo(before);
    try (Ewig db = Ewig.open(folder)) {
      assertThat(db.replica().self()).isEqualTo(signs);
      plant(db, "lily");
      assertThat(db.events().commitOf(0).info().seal()).isEmpty();
      assertThat(db.events().commitOf(1).info().seal()).isPresent();
      assertThat(Exchange.pull(db, reader).isWhole()).isTrue();
      assertThat(reader.replica().root()).isEqualTo(db.replica().root());
    }
  }

  @Test
  void aRestoredBackupDoesNotWriteInTheNameOfWhatItIsACopyOf() throws IOException {
    Path folder = temp.resolve("garden");
    Path backup = temp.resolve("backup");
    Path copy = temp.resolve("copy");
    Origin self;
    try (Ewig db = Ewig.open(folder, SIGNING)) {
      plant(db, "rose");
      self = db.replica().self();
      db.backup(backup, Optional.empty(), Progress.SILENT);
    }
    Backups.restore(backup, copy, Restore.ALL, Progress.SILENT);
    assertThat(copy.resolve("signing.key")).doesNotExist();
    try (Ewig db = Ewig.open(copy, Config.defaults().withReadOnly(true))) {
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
    assertThatThrownBy(() -> Ewig.open(copy))
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("ewig keys sign --data " + copy);
    assertThat(Keys.sign(copy, Optional.empty())).isNotEqualTo(self);
    try (Ewig db = Ewig.open(copy)) {
      plant(db, "lily");
      assertThat(Exchange.pull(db, reader).isWhole()).isTrue();
    }
    Files.copy(
        folder.resolve("signing.key"),
        copy.resolve("signing.key"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    assertThatThrownBy(() -> Ewig.open(copy))
        .isInstanceOf(EwigException.class)
        .hasMessageContaining("is the key of " + self);
  }

  @Test
  void aSignatureIsWorthAsMuchAsTheHashUnderIt() {
    Commit commit = plant(signer, "rose");
    Event event = commit.first();
    Commit forged =
        new Commit(
            commit.info(),
            List.of(
                new Event(
                    event.seq(),
                    event.systemNanos(),
                    event.hash(),
                    Hash.ZERO,
                    event.origin(),
                    event.originSeq(),
                    event.hlc() + 1,
                    event.valid(),
                    event.world(),
                    event.type(),
                    event.payload())));
    refused(forged, Reason.FORGED_HASH);
  }
}
