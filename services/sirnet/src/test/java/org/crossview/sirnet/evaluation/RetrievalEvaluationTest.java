package org.crossview.sirnet.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RetrievalEvaluationTest {
  @Test
  void aQueryThatIsNearestToItsTileIsFound() {
    float[][][] gallery = {{{1, 0}}, {{0, 1}}, {{-1, 0}}};
    float[][][] queries = {{{0.9f, 0.1f}}, {{0.1f, 0.9f}}};

    Recall recall = oneToOne(queries, gallery);

    assertThat(recall.perStep().getFirst().at1()).isEqualTo(1);
    assertThat(recall.perStep().getFirst().pessimisticAt1()).isEqualTo(1);
    assertThat(recall.queries()).isEqualTo(2);
    assertThat(recall.gallery()).isEqualTo(3);
  }

  @Test
  void theRankIsTheNumberOfTilesThatAreStrictlyNearer() {
    int tiles = 12;
    float[][][] gallery = new float[tiles][1][];
    for (int i = 0; i < tiles; i++) {
      gallery[i][0] = new float[] {i};
    }
    float[][][] queries = new float[tiles][1][];
    for (int i = 0; i < tiles; i++) {
      queries[i][0] = new float[] {i};
    }
    queries[0][0] = new float[] {4.4f};

    Recall.AtK recall = oneToOne(queries, gallery).perStep().getFirst();

    // Tiles 1 to 8 are nearer to 4.4 than tile 0 is: rank 8, within 10 and not within 5.
    assertThat(recall.at1()).isEqualTo(11 / 12.0);
    assertThat(recall.at5()).isEqualTo(11 / 12.0);
    assertThat(recall.at10()).isEqualTo(1);
  }

  @Test
  void collapsedDescriptorsScoreNothingWhenTiesCountAgainstTheTruth() {
    float[][][] alike = new float[20][2][];
    for (float[][] steps : alike) {
      steps[0] = new float[] {0.6f, 0.8f};
      steps[1] = new float[] {0.6f, 0.8f};
    }

    Recall recall = oneToOne(alike, alike);

    assertThat(recall.perStep()).allSatisfy(step -> assertThat(step.pessimisticAt1()).isZero());
    assertThat(recall.adaptive().pessimisticAt1()).isZero();
    // The optimistic rank is blind to it, which is why both are reported.
    assertThat(recall.perStep().getFirst().at1()).isEqualTo(1);
  }

  @Test
  void anAdaptiveQueryIsRankedByTheStepWhereItHalts() {
    // Step 1 separates the tiles and finds the right one, step 2 hardly does and finds the wrong.
    float[][][] gallery = {{{1, 0}, {1, 0}}, {{0, 1}, {0.95f, 0.1f}}};
    float[][][] queries = {{{1, 0}, {0.96f, 0.09f}}};

    Recall recall = oneToOne(queries, gallery);

    assertThat(recall.perStep().get(0).at1()).isEqualTo(1);
    assertThat(recall.perStep().get(1).at1()).isZero();
    assertThat(recall.halted()).containsExactly(1, 0);
    assertThat(recall.adaptive().at1()).isEqualTo(1);
  }

  @Test
  void onePercentOfTheGalleryIsRoundedDownAndPrinted() {
    int k = Recall.onePercent(8884);
    assertThat(k).isEqualTo(88);
    assertThat(Recall.AtK.of(new Rank[] {new Rank(87, 87)}, k).onePercent()).isEqualTo(88);
    assertThat(Recall.AtK.of(new Rank[] {new Rank(87, 87)}, k).atOnePercent()).isEqualTo(1);
    assertThat(Recall.AtK.of(new Rank[] {new Rank(88, 88)}, k).atOnePercent()).isZero();
  }

  @Test
  void noQueriesOrNoTilesAreNamed() {
    assertThatThrownBy(() -> oneToOne(new float[2][1][1], new float[0][1][1]))
        .hasMessageContaining("2 queries and 0 tiles");
    assertThatThrownBy(() -> oneToOne(new float[0][1][1], new float[3][1][1]))
        .hasMessageContaining("0 queries and 3 tiles");
  }

  @Test
  void severalQueriesMayHaveOneTile() {
    float[][][] queries = {{{1, 0}}, {{1, 0}}, {{0, 1}}};
    float[][][] gallery = {{{1, 0}}, {{0, 1}}};
    Recall recall =
        RetrievalEvaluation.evaluate(queries, gallery, (query, tile) -> tile == query / 2);

    assertThat(recall.perStep().getFirst().at1()).isEqualTo(1);
  }

  /** Query i belongs to tile i. */
  private static Recall oneToOne(float[][][] queries, float[][][] gallery) {
    return RetrievalEvaluation.evaluate(queries, gallery, (query, tile) -> query == tile);
  }
}
