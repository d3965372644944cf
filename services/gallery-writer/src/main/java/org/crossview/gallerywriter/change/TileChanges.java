package org.crossview.gallerywriter.change;

import java.util.List;
import java.util.Optional;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.redis.TileChange;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileRejected;
import org.crossview.stage.message.StepDescriptors;

/** What a record means to the gallery of one model. */
public final class TileChanges {
  private final ModelDescription model;

  /**
   * @param model whose gallery it is; records of others mean nothing to it
   */
  public TileChanges(ModelDescription model) {
    this.model = model;
  }

  /**
   * What a record of {@code tiles.embedded} means.
   *
   * @param key of the record
   * @param tile null for a removal
   * @return empty for a record of another model
   * @throws UnusableInputException {@code invalid-field} where the record contradicts itself or the
   *     model
   */
  public Optional<TileChange> of(byte[] key, TileEmbedded tile) throws UnusableInputException {
    TileKey named = key(key);
    if (!named.model().equals(model.version())) {
      return Optional.empty();
    }
    if (tile == null) {
      return Optional.of(new TileChange.Remove(named));
    }
    if (!tile.getModelVersion().equals(named.model())
        || !tile.getCell().equals(named.cell())
        || !tile.getRef().getId().equals(named.tile())) {
      throw invalid(
          "the key is %s, the message is of %s/%s/%s"
              .formatted(named, tile.getModelVersion(), tile.getCell(), tile.getRef().getId()));
    }
    if (!tile.hasImport()) {
      throw invalid("import is absent; every tile belongs to one");
    }
    var _ = StepDescriptors.check(tile.getStepsList(), model);
    List<byte[]> descriptors =
        tile.getStepsList().stream().map(step -> step.getFloat16Le().toByteArray()).toList();
    return Optional.of(
        new TileChange.Write(
            named, tile.getRef(), tile.getImport(), descriptors, embeddedAtUs(tile)));
  }

  /** What a record of {@code tiles.rejected} means; empty where it names no import. */
  public static Optional<TileChange> of(TileRejected rejected) {
    ImportRef tileImport = rejected.getImport();
    if (tileImport.getId().isEmpty() || tileImport.getExpectedTiles() < 1) {
      return Optional.empty();
    }
    Origin origin = rejected.getOrigin();
    String tile =
        rejected.getRef().getId().isEmpty()
            ? "%s/%d@%d".formatted(origin.getTopic(), origin.getPartition(), origin.getOffset())
            : rejected.getRef().getId();
    return Optional.of(new TileChange.Reject(tileImport, tile));
  }

  /** When the last stage handed it on. */
  private static long embeddedAtUs(TileEmbedded tile) {
    return tile.getTimingsList().stream().mapToLong(StageTiming::getSentAtUs).max().orElse(0);
  }

  private static TileKey key(byte[] key) throws UnusableInputException {
    if (key == null) {
      throw invalid("the record has no key; it needs <model>/<cell>/<tile>");
    }
    try {
      return TileKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static UnusableInputException invalid(String detail) {
    return new UnusableInputException(RejectionReason.INVALID_FIELD, detail);
  }
}
