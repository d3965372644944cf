package org.crossview.cli.evaluate;

import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.crossview.sirnet.evaluation.AnswerKey;
import org.crossview.sirnet.evaluation.DescriptorBlocks;

/**
 * What is left of a set without the images that turned out to be broken. Queries and tiles are
 * counted anew.
 */
public final class UsableSet implements AnswerKey {
  private final EvaluationSet set;
  private final int[] queries;
  private final int[] tiles;

  /**
   * Leaves out what is broken; and each query all of whose tiles are broken; and, where pairs stand
   * and fall together, the tile of each query that is left out.
   */
  public UsableSet(EvaluationSet set, Set<Integer> brokenQueries, Set<Integer> brokenTiles) {
    this.set = set;
    BitSet tilesLeft = bits(set.tiles(), brokenTiles);
    BitSet queriesLeft = bits(set.queries(), brokenQueries);
    for (int query = 0; query < set.queries(); query++) {
      int[] own = set.tilesOf(query);
      if (own.length > 0 && IntStream.of(own).noneMatch(tilesLeft::get)) {
        queriesLeft.clear(query);
      }
      if (set.isPaired() && !queriesLeft.get(query)) {
        IntStream.of(own).forEach(tilesLeft::clear);
      }
    }
    this.queries = queriesLeft.stream().toArray();
    this.tiles = tilesLeft.stream().toArray();
  }

  private static BitSet bits(int size, Set<Integer> without) {
    BitSet bits = new BitSet(size);
    bits.set(0, size);
    without.forEach(bits::clear);
    return bits;
  }

  /** Indices in the whole set of the queries that are left, ascending. */
  public int[] queries() {
    return queries;
  }

  /** Indices in the whole set of the tiles that are left, ascending. */
  public int[] tiles() {
    return tiles;
  }

  /** The descriptors of the queries that are left, moved together. */
  public DescriptorBlocks queriesOf(DescriptorBlocks all) {
    return left(all, queries);
  }

  /** The descriptors of the tiles that are left, moved together. */
  public DescriptorBlocks tilesOf(DescriptorBlocks all) {
    return left(all, tiles);
  }

  private static DescriptorBlocks left(DescriptorBlocks all, int[] indices) {
    return indices.length == all.images() ? all : all.keep(indices);
  }

  /** As of the whole set. */
  public OptionalDouble metres(int query, int tile) {
    return set.metres(queries[query], tiles[tile]);
  }

  @Override
  public boolean isHit(int query, int tile) {
    return set.isHit(queries[query], tiles[tile]);
  }

  @Override
  public boolean isSamePlace(int tile, int other) {
    return set.isSamePlace(tiles[tile], tiles[other]);
  }
}
