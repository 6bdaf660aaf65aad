/**
 * Every byte on disk: the map of files and formats, and the codecs of those that hold facts.
 *
 * <table>
 *   <caption>Where what is written down</caption>
 *   <tr><th>file</th><th>format</th></tr>
 *   <tr><td>ewig.json</td><td>{@code io.ewig.engine.exchange.DatabaseFile}</td></tr>
 *   <tr><td>log/active|sealed/*.cq4, *.ewl</td><td>records of {@link
 *       io.ewig.engine.format.segment.RecordFormat}, each holding a frame of {@link
 *       io.ewig.engine.format.FrameFormat}: a {@link io.ewig.engine.format.segment.SegmentHeader}, a key, or
 *       (part of) a commit, {@link io.ewig.engine.format.commit.CommitFormat}</td></tr>
 *   <tr><td>log/segments.ewm</td><td>{@link io.ewig.engine.format.segment.ManifestFormat}</td></tr>
 *   <tr><td>log/sealed/*.ewx</td><td>{@link io.ewig.engine.format.segment.IndexFormat}; derived</td></tr>
 *   <tr><td>log/merkle.ewt</td><td>{@link io.ewig.engine.format.segment.BlockRootFormat}; derived</td></tr>
 *   <tr><td>log/durable.mark</td><td>{@code internal.journal.file.DurableMark}; advisory</td></tr>
 *   <tr><td>log/writer.lock</td><td>text for people; the lock is the operating system's</td></tr>
 *   <tr><td>warm/*.eww, warm.ewm</td><td>{@code internal.warm.WarmFormat}; derived</td></tr>
 *   <tr><td>inception.ewi</td><td>{@code inception.SignedCheckpoint}</td></tr>
 *   <tr><td>keys.ewk</td><td>{@code internal.crypt.KeyVault}</td></tr>
 *   <tr><td>signing.key, signing.ewk</td><td>{@code internal.crypt.SigningIdentity}</td></tr>
 * </table>
 *
 * <p>Numbers are little-endian. Numbers of kinds and versions are never reused; golden files pin
 * them. Writer and reader are two classes; what they share is a third one, ending in {@code
 * Format}. Readers trust nothing: every length is checked against what is there. No I/O here.
 */
@NullMarked
package io.ewig.engine.format;

import org.jspecify.annotations.NullMarked;
