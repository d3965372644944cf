package org.crossview.gallerywriter.tiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.redis.TileChange;
import org.crossview.gallerywriter.change.PositionedChange;
import org.crossview.gallerywriter.change.TileChanges;
import org.crossview.gallerywriter.fill.GalleryFilling;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchFunction;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;

/**
 * tiles.embedded to Redis. A record that contradicts itself goes to tiles.rejected. The removal of
 * a tile that has moved removes the records that it left under its former keys, too.
 */
public final class EmbeddedTiles implements BatchFunction<TileEmbedded> {
  private final TileChanges changes;
  private final GalleryFilling filling;

  public EmbeddedTiles(TileChanges changes, GalleryFilling filling) {
    this.changes = changes;
    this.filling = filling;
  }

  @Override
  public List<ItemResult> process(List<Item<TileEmbedded>> items)
      throws DependencyUnavailableException {
    List<ItemResult> results = new ArrayList<>(items.size());
    List<PositionedChange> batch = new ArrayList<>(items.size());
    for (Item<TileEmbedded> item : items) {
      try {
        batch.add(
            PositionedChange.of(item.record(), changes.of(item.record().key(), item.message())));
        results.add(ItemResult.done());
      } catch (UnusableInputException e) {
        // It is counted when it comes in again with the other rejections.
        batch.add(PositionedChange.of(item.record(), Optional.empty()));
        results.add(ItemResult.reject(e));
      }
    }
    Map<String, Set<TileKey>> left = new HashMap<>(filling.apply(batch));
    if (!left.isEmpty()) {
      for (int i = 0; i < results.size(); i++) {
        if (batch.get(i).change().orElse(null) instanceof TileChange.Remove removal
            && left.containsKey(removal.key().tile())) {
          results.set(i, ItemResult.forward(removals(left.remove(removal.key().tile()))));
        }
      }
    }
    return results;
  }

  @Override
  public void skipped(List<Incoming> unreadable) throws DependencyUnavailableException {
    filling.skip(unreadable);
  }

  @Override
  public Map<TopicPartition, Long> rewinds() {
    return filling.rewinds(Topics.TILES_EMBEDDED);
  }

  private static List<Outgoing> removals(Set<TileKey> keys) {
    return keys.stream()
        .map(key -> new Outgoing(Topics.TILES_EMBEDDED, key.toBytes(), null))
        .toList();
  }
}
