package org.crossview.sirnet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.sirnet.training.NormalizedRuns.TINY;

import org.crossview.sirnet.evaluation.Recall;
import org.crossview.sirnet.network.Precision;
import org.crossview.sirnet.network.SirNetSettings;
import org.crossview.sirnet.network.TestNetworks;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final int PANORAMAS_OF_A_TILE = 2;
  private static final int PANORAMAS = 40;

  @Test
  void aTileOfSeveralPanoramasIsInTheGalleryOnce() {
    TrainingSettings settings = NormalizedRuns.settings(1, false, false, Precision.FLOAT32);
    try (var graph = new TrainingGraph(TINY, settings)) {
      graph.initialize(1);
      Recall recall = new Validation(TINY, ViewAugmentation.NONE, new SharedTiles()).measure(graph);

      assertThat(recall.queries()).isEqualTo(PANORAMAS);
      assertThat(recall.gallery()).isEqualTo(PANORAMAS / PANORAMAS_OF_A_TILE);
      // Among so many tiles random weights find some of the right ones, and not all of them.
      assertThat(recall.perStep().getFirst().at10()).isGreaterThan(.2).isLessThan(.9);
    }
  }

  @Test
  void theTurnOfAWholePanoramaIsUndone() {
    // Without borders in the ground branch, a turned panorama gives a turned descriptor.
    SirNetSettings round =
        TestNetworks.tiny("dropout=0", "circularGround=true", "multiscale=false");
    TrainingSettings settings = NormalizedRuns.settings(1, false, false, Precision.FLOAT32);
    var pairs = new SyntheticPairs(round, PANORAMAS, 1);
    try (var graph = new TrainingGraph(round, settings)) {
      graph.initialize(1);
      Recall still = new Validation(round, ViewAugmentation.NONE, pairs).measure(graph);
      Recall turned =
          new Validation(round, new ViewAugmentation(true, 360, 360), pairs).measure(graph);

      assertThat(turned.perStep()).isEqualTo(still.perStep());
    }
  }

  @Test
  void narrowPanoramasShowLessAndTheSameInEveryValidation() {
    TrainingSettings settings = NormalizedRuns.settings(1, false, false, Precision.FLOAT32);
    var narrow = new ViewAugmentation(true, 90, 360);
    var pairs = new SyntheticPairs(TINY, PANORAMAS, 1);
    try (var graph = new TrainingGraph(TINY, settings)) {
      graph.initialize(1);
      Recall whole = new Validation(TINY, ViewAugmentation.NONE, pairs).measure(graph);
      Recall shown = new Validation(TINY, narrow, pairs).measure(graph);
      Recall again = new Validation(TINY, narrow, pairs).measure(graph);

      // A quarter of the panorama tells less, and the same quarter is shown every time.
      assertThat(shown.perStep().getFirst().at10()).isLessThan(whole.perStep().getFirst().at10());
      assertThat(again.perStep()).isEqualTo(shown.perStep());
    }
  }

  /** Pairs that follow one another belong to one tile. */
  private static final class SharedTiles implements PairSource {
    private final SyntheticPairs pairs = new SyntheticPairs(TINY, PANORAMAS, 1);

    @Override
    public int size() {
      return PANORAMAS;
    }

    @Override
    public void read(int index, byte[] ground, byte[] aerial) {
      pairs.read(tileOf(index), new byte[ground.length], aerial);
      pairs.read(index, ground, new byte[aerial.length]);
    }

    @Override
    public boolean isSamePlace(int panorama, int tile) {
      return tileOf(panorama).equals(tileOf(tile));
    }

    @Override
    public Integer tileOf(int index) {
      return index / PANORAMAS_OF_A_TILE * PANORAMAS_OF_A_TILE;
    }
  }
}
