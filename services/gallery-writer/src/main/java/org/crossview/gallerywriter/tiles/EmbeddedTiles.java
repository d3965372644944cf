package org.crossview.gallerywriter.tiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallerywriter.change.PositionedChange;
import org.crossview.gallerywriter.change.TileChanges;
import org.crossview.gallerywriter.fill.GalleryFilling;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.stage.batch.BatchFunction;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;

/** tiles.embedded to Redis. A record that contradicts itself goes to tiles.rejected. */
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
    filling.apply(batch);
    return results;
  }
}
