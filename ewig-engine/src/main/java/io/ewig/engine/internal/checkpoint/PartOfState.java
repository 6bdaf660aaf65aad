package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.Coverage;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * What of a state some filters cover, as one hash: equal on replicas that have that in common,
 * whatever else each has. One thread.
 *
 * <pre>
 * root  = H("EWIGPART", root of the entries before or zeros, H(key), H(value))    of each entry
 * entry = what a tree of the state has: of all tables the definitions; of tables and worlds that
 *         are covered all there is, in the order of keys within each
 * </pre>
 *
 * <p>Costs what is covered: there is no tree of each part that somebody may ask for.
 */
public final class PartOfState {

  private static final long DOMAIN = Preimage.domain("EWIGPART");

  /** What belongs to the rows of one table. */
  private static final List<Space> OF_ROWS = List.of(Space.ROW, Space.HELD, Space.PARTED);

  private final Source source;
  private final Catalog catalog;
  private final List<Coverage> coverages;
  private Hash root = Hash.ZERO;

  /**
   * @param catalog of the same moment
   * @param coverages all of which have to cover what counts
   */
  public PartOfState(Source source, Catalog catalog, List<Coverage> coverages) {
    this.source = source;
    this.catalog = catalog;
    this.coverages = coverages;
  }

  public Hash root() {
    prefixes().forEach(this::add);
    return root;
  }

  /** What the keys of all that is covered start with. */
  public List<byte[]> prefixes() {
    List<byte[]> prefixes = new ArrayList<>(List.of(Space.TABLE.key()));
    TreeMap<byte[], Table> tables = new TreeMap<>(Arrays::compareUnsigned);
    catalog.tables().forEach(table -> tables.put(Space.idOf(table.id()), table));
    tables.forEach(
        (id, table) -> {
          if (coverages.stream().allMatch(each -> each.missing(table, catalog).isEmpty())) {
            OF_ROWS.forEach(space -> prefixes.add(space.key(id)));
          }
        });
    byte[] worlds = Space.WORLD.key();
    Source.Keys keys = source.keys(worlds, Space.after(worlds));
    while (keys.next()) {
      World world = Space.worldIn(keys.key());
      if (coverages.stream().allMatch(each -> each.covers(world))) {
        prefixes.add(Space.OBJECT.key(Space.idOf(world)));
      }
    }
    return prefixes;
  }

  /** Adds all that holds under keys with a prefix. */
  private void add(byte[] prefix) {
    Source.Keys keys = source.keys(prefix, Space.after(prefix));
    while (keys.next()) {
      byte[] value = Edits.value(source, keys.key());
      if (value != null) {
        Preimage entry = Preimage.start(DOMAIN).putHash(root);
        root = entry.putHash(Sha256.of(keys.key())).putHash(Sha256.of(value)).hash();
      }
    }
  }
}
