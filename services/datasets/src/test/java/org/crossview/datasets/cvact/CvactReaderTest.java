package org.crossview.datasets.cvact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crossview.core.geo.UtmCoordinate;
import org.crossview.datasets.Miniature;
import org.crossview.datasets.split.Omission;
import org.crossview.datasets.split.Place;
import org.crossview.datasets.split.Split;
import org.crossview.imaging.Projection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;

class CvactReaderTest {
  private static final List<String> IDS = List.of("__A-dlq1OAtp", "b1", "c2", "d3", "e4", "f5");

  /** b1, d3 and e4 lie 3, 4 and 5 m from c2 along the axes; f5 and c2 are 5.01 m apart. */
  private static final double[][] PLACES = {
    {690000, 6090000},
    {690103, 6090100},
    {690100, 6090100},
    {690100, 6090104},
    {690097, 6090096},
    {690105.01, 6090100}
  };

  @TempDir private Path root;

  @BeforeEach
  void writeDownload() throws Exception {
    complete().write(root.resolve("ACT_data.mat"));
    for (String id : IDS) {
      pair("ANU_data_small", id);
      pair("ANU_data_test", id);
    }
  }

  private static ActFile complete() {
    return new ActFile()
        .cells(IDS)
        .utm(PLACES)
        .part("trainSet", "trainInd", 1, 2)
        .part("valSet", "valInd", 6)
        .part("valSetAll", "valInd", 2, 3, 4, 5, 6);
  }

  private void pair(String folder, String id) {
    Miniature.panorama(root.resolve(folder + "/streetview/" + id + "_grdView.jpg"));
    Miniature.tile(root.resolve(folder + "/satview_polish/" + id + "_satView_polish.jpg"));
  }

  @Test
  void indicesCountFromOne() throws Exception {
    Split train = CvactReader.train(root);
    assertThat(train.panoramas())
        .extracting(p -> p.file().getFileName().toString())
        .containsExactly("__A-dlq1OAtp_grdView.jpg", "b1_grdView.jpg");
    assertThat(train.panoramas().getFirst().projection()).isEqualTo(Projection.EQUIRECTANGULAR);
    assertThat(train.tiles().get(1).file())
        .isEqualTo(root.resolve("ANU_data_small/satview_polish/b1_satView_polish.jpg"));
    assertThat(train.tiles().get(1).place())
        .contains(new Place.InZone(new UtmCoordinate(55, false, 690103, 6090100)));

    Split val = CvactReader.validation(root);
    assertThat(val.name()).isEqualTo("CVACT_val");
    assertThat(val.panoramas()).hasSize(1);
    assertThat(val.panoramas().getFirst().file())
        .isEqualTo(root.resolve("ANU_data_small/streetview/f5_grdView.jpg"));
    assertThat(val.onePercent()).isEmpty();
  }

  @Test
  void inTheTestSetEveryTileWithinFiveMetresIsRight() throws Exception {
    Split test = CvactReader.test(root);
    assertThat(test.name()).isEqualTo("CVACT_test");
    assertThat(test.listed()).isEqualTo(5);
    assertThat(test.onePercent()).hasValue(88);
    // Tiles 0..4 are b1, c2, d3, e4, f5.
    assertThat(test.panoramas().get(0).right()).startsWith(0).containsExactlyInAnyOrder(0, 1, 2, 4);
    assertThat(test.panoramas().get(1).right()).startsWith(1).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(test.panoramas().get(4).right()).startsWith(4).containsExactlyInAnyOrder(0, 4);
    assertThat(test.panoramas().get(1).file())
        .isEqualTo(root.resolve("ANU_data_test/streetview/c2_grdView.jpg"));
  }

  @Test
  void aMissingImageLeavesItsPairOutAndNobodyElsesAnswer() throws Exception {
    Path tile = root.resolve("ANU_data_test/satview_polish/c2_satView_polish.jpg");
    Files.delete(tile);
    Split test = CvactReader.test(root);
    assertThat(test.missing()).extracting(Omission::file).containsExactly(tile);
    assertThat(test.listed()).isEqualTo(5);
    // Tiles 0..3 are now b1, d3, e4, f5.
    assertThat(test.panoramas()).hasSize(4);
    assertThat(test.panoramas().get(0).right()).containsExactlyInAnyOrder(0, 1, 3);
    assertThat(test.panoramas().get(2).right()).containsExactly(2);
  }

  @Test
  void idsMayBeRowsOfCharacters() throws Exception {
    new ActFile()
        .rows(IDS)
        .utm(PLACES)
        .part("trainSet", "trainInd", 1, 2)
        .write(root.resolve("ACT_data.mat"));
    assertThat(CvactReader.train(root).panoramas())
        .extracting(p -> p.file().getFileName().toString())
        .containsExactly("__A-dlq1OAtp_grdView.jpg", "b1_grdView.jpg");
  }

  @Test
  void theTableMayLieBesideTheImages() throws Exception {
    Files.move(root.resolve("ACT_data.mat"), root.resolve("ANU_data_small/ACT_data.mat"));
    assertThat(CvactReader.train(root).panoramas()).hasSize(2);
  }

  @Test
  void aWrongRootIsNamedWithWhatTheRightOneHolds(@TempDir Path other) throws Exception {
    assertThatThrownBy(() -> CvactReader.train(other))
        .hasMessageContaining(other.resolve("ACT_data.mat").toString())
        .hasMessageContaining("there is no such file; the root of CVACT is the folder that holds");
    complete().write(other.resolve("ACT_data.mat"));
    assertThatThrownBy(() -> CvactReader.test(other))
        .hasMessageContaining(other.resolve("ANU_data_test") + ": there is no such folder");
  }

  @Test
  void aMissingFieldIsNamed() throws Exception {
    assertFaulty(new ActFile().utm(PLACES), "there is no field 'panoIds'");
    assertFaulty(new ActFile().cells(IDS), "there is no field 'utm'");
    assertFaulty(new ActFile().cells(IDS).utm(PLACES), "there is no field 'trainSet.trainInd'");
    assertFaulty(
        new ActFile().cells(IDS).utm(PLACES).part("trainSet", "valInd", 1),
        "there is no field 'trainSet.trainInd'; use the ACT_data.mat that comes with CVACT");
  }

  @Test
  void wrongContentIsNamed() throws Exception {
    assertFaulty(
        new ActFile().cells(IDS).utm(PLACES).part("trainSet", "trainInd", 1, 7),
        "'trainSet.trainInd' holds the index 7.0; indices are whole numbers, 1 to 6");
    assertFaulty(
        new ActFile().cells(IDS).utm(PLACES).part("trainSet", "trainInd", 0), "the index 0.0");
    assertFaulty(new ActFile().cells(IDS.subList(0, 5)).utm(PLACES), "6 x 2 values; 5 x 2");
    assertFaulty(
        new ActFile().with("panoIds", Mat5.newScalar(1)).utm(PLACES), "'panoIds' holds no texts");
    assertFaulty(new ActFile().cells(IDS).with("utm", Mat5.newString("x")), "holds no numbers");
  }

  @Test
  void aFileThatIsNoMatlabFileIsRefused() throws Exception {
    Files.write(root.resolve("ACT_data.mat"), new byte[300]);
    assertThatThrownBy(() -> CvactReader.train(root))
        .hasMessageContaining("ACT_data.mat: this is no MATLAB file of version 5")
        .hasMessageContaining("-v7");
    Files.writeString(root.resolve("ACT_data.mat"), "short");
    assertThatThrownBy(() -> CvactReader.train(root))
        .hasMessageContaining("this is no MATLAB file of version 5");
  }

  private void assertFaulty(ActFile file, String what) throws Exception {
    Path path = root.resolve("ACT_data.mat");
    file.write(path);
    assertThatThrownBy(() -> CvactReader.train(root))
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(what);
  }
}
