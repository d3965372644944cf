package org.crossview.gallery.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crossview.core.descriptor.Float16;
import org.crossview.gallery.Shards;
import org.crossview.gallery.redis.GalleryReader;
import org.crossview.gallery.redis.Manifest;
import org.crossview.proto.v1.TileRef;

/** Reads a shard of a whole gallery out of Redis, in chunks. */
public final class GalleryLoader {
  private static final int CHUNK_BYTES = 4 << 20;

  private final GalleryReader reader;
  private final Shards shards;
  private final int steps;
  private final int descriptorLength;

  /**
   * @param shards which cells to read
   * @param steps T
   * @param descriptorLength D
   */
  public GalleryLoader(GalleryReader reader, Shards shards, int steps, int descriptorLength) {
    this.reader = reader;
    this.shards = shards;
    this.steps = steps;
    this.descriptorLength = descriptorLength;
  }

  private record CellTile(String cell, TileRef tile) {}

  /**
   * Reads the gallery and makes sure that it was whole, and the same, from beginning to end.
   *
   * @throws IncompleteGalleryException if it is not
   * @throws org.crossview.gallery.redis.GalleryUnavailableException if Redis does not answer
   */
  public GalleryEpoch load() throws IncompleteGalleryException {
    Manifest before = wholeManifest();
    Optional<String> loss = reader.findLoss();
    if (loss.isPresent()) {
      throw new IncompleteGalleryException("Redis has lost entries: " + loss.get());
    }
    List<CellTile> rows = new ArrayList<>();
    for (String cell : reader.cells()) {
      if (shards.holds(cell)) {
        reader.tiles(cell).forEach(tile -> rows.add(new CellTile(cell, tile)));
      }
    }
    rows.sort(Comparator.comparing(row -> row.tile().getId()));
    List<float[]> matrices = read(rows);
    if (!wholeManifest().isSameEpoch(before)) {
      throw new IncompleteGalleryException("The gallery became another while it was read");
    }
    List<TileRef> tiles = rows.stream().map(CellTile::tile).toList();
    return new GalleryEpoch(before, new GalleryIndex(tiles, matrices, descriptorLength));
  }

  private Manifest wholeManifest() throws IncompleteGalleryException {
    Manifest manifest =
        reader
            .manifest()
            .orElseThrow(
                () -> new IncompleteGalleryException("Redis holds no gallery of this model"));
    if (!manifest.isComplete()) {
      throw new IncompleteGalleryException(
          "The gallery is not whole: %d of %d tiles written, %d rejected, %s"
              .formatted(
                  manifest.written(),
                  manifest.expected(),
                  manifest.rejected(),
                  manifest.stateCode()));
    }
    return manifest;
  }

  private List<float[]> read(List<CellTile> rows) throws IncompleteGalleryException {
    List<float[]> matrices = new ArrayList<>(steps);
    for (int step = 0; step < steps; step++) {
      matrices.add(Matrices.allocate(rows.size(), descriptorLength));
    }
    Map<String, List<Integer>> byCell = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      byCell.computeIfAbsent(rows.get(row).cell(), cell -> new ArrayList<>()).add(row);
    }
    int chunk = Math.max(1, CHUNK_BYTES / (descriptorLength * Short.BYTES * steps));
    for (Map.Entry<String, List<Integer>> cell : byCell.entrySet()) {
      List<Integer> all = cell.getValue();
      for (int from = 0; from < all.size(); from += chunk) {
        List<Integer> some = all.subList(from, Math.min(all.size(), from + chunk));
        readChunk(cell.getKey(), some, rows, matrices);
      }
    }
    return matrices;
  }

  private void readChunk(
      String cell, List<Integer> some, List<CellTile> rows, List<float[]> matrices)
      throws IncompleteGalleryException {
    List<String> ids = some.stream().map(row -> rows.get(row).tile().getId()).toList();
    List<List<byte[]>> descriptors = reader.descriptors(cell, ids);
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < ids.size(); i++) {
        byte[] bytes = descriptors.get(step).get(i);
        if (bytes == null || bytes.length != descriptorLength * Short.BYTES) {
          throw new IncompleteGalleryException(
              "Tile %s has no descriptor of %d values at step %d"
                  .formatted(ids.get(i), descriptorLength, step + 1));
        }
        Float16.decode(bytes, matrices.get(step), some.get(i) * descriptorLength);
      }
    }
  }
}
