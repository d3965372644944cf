package org.crossview.gallerywriter.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.model.ModelDescription;
import org.crossview.core.rejection.UnusableInputException;
import org.crossview.core.tile.TileKey;
import org.crossview.gallery.redis.TileChange;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TileRef;
import org.crossview.proto.v1.TileRejected;
import org.junit.jupiter.api.Test;

class TileChangesTest {
  private static final String MODEL = "0123456789ab";
  private static final TileKey KEY = new TileKey(MODEL, "none", "a/1");
  private static final ImportRef IMPORT =
      ImportRef.newBuilder().setId("i").setExpectedTiles(2).build();

  private final TileChanges changes =
      new TileChanges(new ModelDescription(MODEL, 8, 32, 8, 32, true, 1, 2, 1, 2));

  @Test
  void anEmbeddedTileIsWrittenWithItsBytesAsTheyCame() throws UnusableInputException {
    TileEmbedded tile =
        tile()
            .addTimings(StageTiming.newBuilder().setStage("polar-preprocessing").setSentAtUs(5))
            .addTimings(StageTiming.newBuilder().setStage("embedding").setSentAtUs(9))
            .build();
    TileChange.Write write = (TileChange.Write) changes.of(KEY.toBytes(), tile).orElseThrow();
    assertThat(write.key()).isEqualTo(KEY);
    assertThat(write.ref()).isEqualTo(tile.getRef());
    assertThat(write.descriptors().getFirst())
        .isEqualTo(tile.getSteps(0).getFloat16Le().toByteArray());
    assertThat(write.embeddedAtUs()).isEqualTo(9);
  }

  @Test
  void aRecordWithoutAValueRemovesTheTileOfItsKey() throws UnusableInputException {
    assertThat(changes.of(KEY.toBytes(), null)).contains(new TileChange.Remove(KEY));
  }

  @Test
  void recordsOfAnotherModelMeanNothingHere() throws UnusableInputException {
    TileKey other = new TileKey("ba9876543210", "none", "a/1");
    assertThat(changes.of(other.toBytes(), tile().setModelVersion(other.model()).build()))
        .isEmpty();
    assertThat(changes.of(other.toBytes(), null)).isEmpty();
  }

  @Test
  void whatContradictsItselfIsRefusedNamingTheContradiction() {
    refused(null, tile(), "the record has no key");
    refused("a/1".getBytes(StandardCharsets.UTF_8), tile(), "<model>/<cell>/<tile>");
    refused(KEY.toBytes(), tile().setCell("elsewhere"), "elsewhere");
    refused(KEY.toBytes(), tile().setRef(TileRef.newBuilder().setId("b")), "the key is " + KEY);
    refused(KEY.toBytes(), tile().clearImport(), "import is absent");
    refused(KEY.toBytes(), tile().clearSteps(), "steps has 0 descriptors");
    refused(KEY.toBytes(), tile().setSteps(0, step(new float[3])), "gives 2 values");
    ByteString nan = ByteString.copyFrom(new byte[] {0, 0x7e, 0, 0});
    refused(
        KEY.toBytes(),
        tile().setSteps(0, StepDescriptor.newBuilder().setLength(2).setFloat16Le(nan)),
        "value 0 of step 1 is NaN");
  }

  @Test
  void aRejectionCountsForItsImportUnderTheTilesIdOrElseItsOrigin() {
    TileRejected.Builder rejected =
        TileRejected.newBuilder()
            .setImport(IMPORT)
            .setOrigin(Origin.newBuilder().setTopic("tiles.imported").setPartition(2).setOffset(7));
    assertThat(TileChanges.of(rejected.build()))
        .contains(new TileChange.Reject(IMPORT, "tiles.imported/2@7"));
    assertThat(TileChanges.of(rejected.setRef(TileRef.newBuilder().setId("a")).build()))
        .contains(new TileChange.Reject(IMPORT, "a"));
  }

  @Test
  void aRejectionThatNamesNoImportCountsForNone() {
    assertThat(TileChanges.of(TileRejected.getDefaultInstance())).isEqualTo(Optional.empty());
    assertThat(
            TileChanges.of(
                TileRejected.newBuilder().setImport(ImportRef.newBuilder().setId("i")).build()))
        .isEmpty();
  }

  private void refused(byte[] key, TileEmbedded.Builder tile, String why) {
    assertThatThrownBy(() -> changes.of(key, tile.build()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(why);
  }

  private static TileEmbedded.Builder tile() {
    return TileEmbedded.newBuilder()
        .setRef(TileRef.newBuilder().setId("a/1"))
        .setImport(IMPORT)
        .setModelVersion(MODEL)
        .setCell("none")
        .addSteps(step(new float[] {0.5f, -0.5f}));
  }

  private static StepDescriptor step(float[] values) {
    return StepDescriptor.newBuilder()
        .setLength(values.length)
        .setFloat16Le(ByteString.copyFrom(Float16.encode(values)))
        .build();
  }
}
