package org.crossview.core.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class H3CellsTest {
  @Test
  void aPositionHasItsPublishedCellAtResolutionNine() {
    // H3's documentation gives 87283472bffffff at resolution 7 for this point; a child begins
    // alike.
    // here.
    assertThat(H3Cells.cell(new LatLon(37.3615593, -122.0553238)))
        .startsWith("89283472b")
        .hasSize(15);
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
