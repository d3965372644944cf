package org.crossview.gallerywriter.tiles;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.crossview.gallerywriter.change.PositionedChange;
import org.crossview.gallerywriter.change.TileChanges;
import org.crossview.gallerywriter.fill.GalleryFilling;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchFunction;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;

/**
 * Counts tiles.rejected, so that an import with a bad tile becomes whole nevertheless. Their dead
 * letters are the business of {@link org.crossview.gallerywriter.deadletters.DeadLetterStream}.
 */
public final class RejectedTiles implements BatchFunction<TileRejected> {
  private final GalleryFilling filling;

  public RejectedTiles(GalleryFilling filling) {
    this.filling = filling;
  }

  @Override
  public List<ItemResult> process(List<Item<TileRejected>> items)
      throws DependencyUnavailableException {
    filling.apply(
        items.stream()
            .map(item -> PositionedChange.of(item.record(), TileChanges.of(item.message())))
            .toList());
    return items.stream().map(item -> ItemResult.done()).toList();
  }

  @Override
  public void skipped(List<Incoming> unreadable) throws DependencyUnavailableException {
    filling.skip(unreadable);
  }

  @Override
  public Map<TopicPartition, Long> rewinds() {
    return filling.rewinds(Topics.TILES_REJECTED);
  }
}
