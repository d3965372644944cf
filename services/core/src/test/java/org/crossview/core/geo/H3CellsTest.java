package org.crossview.core.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class H3CellsTest {
  @Test
  void aPositionHasItsPublishedCellAtResolutionNine() {
    // The example in H3's own documentation.
    assertThat(H3Cells.cell(new LatLon(37.7752702151959, -122.418307270836)))
        .isEqualTo("8928308280fffff");
  }

  @Test
  void neighboursShareACellAndDistantPlacesDoNot() {
    LatLon here = new LatLon(60.2, 24.9);

    assertThat(H3Cells.cell(Geodesy.offset(here, 0, 1))).isEqualTo(H3Cells.cell(here));
    assertThat(H3Cells.cell(Geodesy.offset(here, 0, 1000))).isNotEqualTo(H3Cells.cell(here));
  }

  @Test
  void aTileWithoutAPositionIsInTheCellNone() {
    assertThat(H3Cells.cell(null)).isEqualTo("none");
  }
}
