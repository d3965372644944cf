package org.crossview.gallerysearch.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.gallery.Shards;
import org.crossview.gallery.index.GalleryEpoch;
import org.crossview.gallery.index.GalleryQuery;
import org.crossview.gallerysearch.epoch.Epochs;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.StepCandidates;
import org.crossview.stage.Topics;
import org.crossview.stage.batch.BatchFunction;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.StageTimings;

/** panoramas.embedded to panoramas.searched: the nearest tiles of one shard at every step. */
public final class PanoramaSearch implements BatchFunction<PanoramaEmbedded> {
  /** This stage's name in timings, rejections and metrics. */
  public static final String STAGE = "gallery-search";

  private final Queries queries;
  private final ModelDescription model;
  private final Epochs epochs;
  private final Shards shards;
  private final int k;
  private final Timer seconds;
  private final Clock clock;

  /**
   * @param k candidates per step, at least 1
   */
  public PanoramaSearch(
      ModelDescription model,
      Epochs epochs,
      Shards shards,
      int k,
      MeterRegistry registry,
      Clock clock) {
    this.queries = new Queries(model);
    this.model = model;
    this.epochs = epochs;
    this.shards = shards;
    this.k = k;
    this.clock = clock;
    this.seconds =
        Timer.builder("crossview.search.duration")
            .description("Time to search the shard for all panoramas of a batch at all steps")
            .tag("shard", Integer.toString(shards.shard()))
            .publishPercentileHistogram()
            .register(registry);
  }

  @Override
  public List<ItemResult> process(List<Item<PanoramaEmbedded>> items)
      throws DependencyUnavailableException {
    // Once for the whole batch: all its answers are of one epoch.
    GalleryEpoch epoch = epochs.current();
    ItemResult[] results = new ItemResult[items.size()];
    List<GalleryQuery> wanted = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      try {
        wanted.add(queries.of(items.get(i).message()));
        places.add(i);
      } catch (UnusableInputException e) {
        results[i] = ItemResult.reject(e);
      }
    }
    if (!wanted.isEmpty()) {
      List<List<StepCandidates>> answers = seconds.record(() -> epoch.index().search(wanted, k));
      for (int q = 0; q < places.size(); q++) {
        int i = places.get(q);
        results[i] = ItemResult.forward(answer(items.get(i), epoch, answers.get(q)));
      }
    }
    return Arrays.asList(results);
  }

  private Outgoing answer(
      Item<PanoramaEmbedded> item, GalleryEpoch epoch, List<StepCandidates> steps) {
    PanoramaEmbedded panorama = item.message();
    PanoramaSearched searched =
        PanoramaSearched.newBuilder()
            .setRef(panorama.getRef())
            .setModelVersion(model.version())
            .setShard(shards.shard())
            .setShards(shards.shards())
            .setGalleryEpoch(epoch.manifest().epoch())
            .addAllSteps(steps)
            .addAllTimings(
                StageTimings.append(panorama.getTimingsList(), STAGE, item.record(), clock))
            .build();
    return Outgoing.of(Topics.PANORAMAS_SEARCHED, panorama.getRef().getVehicleId(), searched);
  }
}
