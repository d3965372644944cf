package org.crossview.preprocessing.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.preprocessing.Messages.captured;
import static org.crossview.preprocessing.Messages.imported;
import static org.crossview.preprocessing.Messages.panoramaRef;

import com.google.protobuf.ByteString;
import java.util.OptionalDouble;
import org.apache.kafka.streams.test.TestRecord;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.PanoramaPreparation;
import org.crossview.imaging.Projection;
import org.crossview.imaging.TilePreparation;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileImported;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.stage.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stage makes of good images, and which of its inputs it reads. */
class PreprocessingTopologyTest extends WithDriver {
  @Test
  void aPanoramaIsPreparedAsTheTrainerPreparesIt() throws Exception {
    PanoramaRef ref = panoramaRef("p1").setHeadingDeg(90).setAttempt(2).build();

    driver.send(captured("p1", PANORAMA).setRef(ref).build());

    TestRecord<byte[], byte[]> record = driver.only(Topics.PANORAMAS_PREPARED);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("vehicle-p1");
    PanoramaPrepared prepared = PanoramaPrepared.parseFrom(record.value());
    BgrImage expected =
        PanoramaPreparation.prepare(
            PANORAMA, Projection.EQUIRECTANGULAR, OptionalDouble.of(90), 64, 256);
    assertThat(prepared.getRef()).isEqualTo(ref);
    assertThat(prepared.getHeight()).isEqualTo(64);
    assertThat(prepared.getWidth()).isEqualTo(256);
    assertThat(prepared.getBgr().toByteArray()).isEqualTo(expected.bgr());
    assertThat(prepared.getTimingsList())
        .containsExactly(
            StageTiming.newBuilder()
                .setStage("polar-preprocessing")
                .setReceivedAtUs(PreprocessingDriver.NOW_US)
                .setSentAtUs(PreprocessingDriver.NOW_US)
                .build());
    assertThat(driver.read(Topics.PANORAMAS_REJECTED)).isEmpty();
  }

  @Test
  void aTileIsPreparedByThePolarTransformAndKeepsItsImport() throws Exception {
    TileImported tile = imported("t1", TILE).build();

    driver.send(tile);

    TestRecord<byte[], byte[]> record = driver.only(Topics.TILES_PREPARED);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("t1");
    TilePrepared prepared = TilePrepared.parseFrom(record.value());
    assertThat(prepared.getRef()).isEqualTo(tile.getRef());
    assertThat(prepared.getImport()).isEqualTo(tile.getImport());
    assertThat(prepared.getBgr().toByteArray())
        .isEqualTo(TilePreparation.prepare(TILE, 64, 256).bgr());
    assertThat(prepared.getTimings(0).getStage()).isEqualTo("polar-preprocessing");
  }

  @Test
  void aPanoramaWithoutAHeadingHasNorthInItsCentreAlready() throws Exception {
    driver.send(captured("p1", PANORAMA).build());

    assertThat(PanoramaPrepared.parseFrom(driver.only(Topics.PANORAMAS_PREPARED).value()).getBgr())
        .isEqualTo(
            ByteString.copyFrom(
                PanoramaPreparation.prepare(
                        PANORAMA, Projection.EQUIRECTANGULAR, OptionalDouble.empty(), 64, 256)
                    .bgr()));
  }

  @ParameterizedTest
  @CsvSource({"BOTH, true, true", "PANORAMAS, true, false", "TILES, false, true"})
  void onlyTheInputsThatAreAskedForAreRead(
      PreprocessingInputs inputs, boolean panoramas, boolean tiles) {
    String sources = PreprocessingDriver.topology(inputs).describe().toString();

    assertThat(sources.contains(Topics.PANORAMAS_CAPTURED)).isEqualTo(panoramas);
    assertThat(sources.contains(Topics.TILES_IMPORTED)).isEqualTo(tiles);
  }
}
