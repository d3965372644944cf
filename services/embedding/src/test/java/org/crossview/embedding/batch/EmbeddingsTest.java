package org.crossview.embedding.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.image.BgrImage;
import org.crossview.proto.v1.ImportRef;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaPrepared;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.StageTiming;
import org.crossview.proto.v1.TileEmbedded;
import org.crossview.proto.v1.TilePrepared;
import org.crossview.proto.v1.TileRef;
import org.crossview.stage.batch.DependencyUnavailableException;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.Item;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.Outgoing;
import org.junit.jupiter.api.Test;

/** The network here is a sum of pixels: what surrounds it is under test, not what it computes. */
class EmbeddingsTest {
  private static final String MODEL = "0123456789ab";
  private final List<Integer> batches = new ArrayList<>();
  private final Embeddings embeddings =
      new Embeddings(MODEL, Clock.fixed(Instant.ofEpochSecond(3), ZoneOffset.UTC));

  private float[][][] sums(List<BgrImage> images) {
    batches.add(images.size());
    float[][][] descriptors = new float[images.size()][][];
    for (int i = 0; i < descriptors.length; i++) {
      float sum = 0;
      for (byte b : images.get(i).bgr()) {
        sum += b;
      }
      descriptors[i] = new float[][] {{sum, 0.5f}, {-sum, 0.25f}};
    }
    return descriptors;
  }

  @Test
  void aBatchIsOneInferenceAndEveryPanoramaGetsItsOwnDescriptorsOfAllSteps() throws Exception {
    List<ItemResult> results =
        embeddings
            .panoramas(new Branch("ground", 1, 2, this::sums))
            .function()
            .process(List.of(panorama("a", 1, 2, 6), panorama("b", 1, 2, 6, 7)));

    assertThat(batches).containsExactly(2);
    PanoramaEmbedded second = PanoramaEmbedded.parseFrom(sent(results.get(1)).value());
    assertThat(second.getRef().getId()).isEqualTo("b");
    assertThat(second.getModelVersion()).isEqualTo(MODEL);
    assertThat(second.getStepsList()).hasSize(2);
    assertThat(second.getSteps(0).getLength()).isEqualTo(2);
    assertThat(Float16.decode(second.getSteps(0).getFloat16Le().toByteArray()))
        .containsExactly(42, 0.5f);
    assertThat(Float16.decode(second.getSteps(1).getFloat16Le().toByteArray()))
        .containsExactly(-42, 0.25f);
    assertThat(second.getTimingsList())
        .containsExactly(
            StageTiming.newBuilder().setStage("polar-preprocessing").build(),
            StageTiming.newBuilder()
                .setStage("embedding")
                .setReceivedAtUs(77)
                .setSentAtUs(3_000_000)
                .build());
    assertThat(sent(results.get(1)).topic()).isEqualTo("panoramas.embedded");
    assertThat(sent(results.get(1)).key()).asString(StandardCharsets.UTF_8).isEqualTo("vehicle-b");
  }

  @Test
  void anImageOfAnotherSizeIsRejectedAloneAndNeverReachesTheNetwork() throws Exception {
    List<ItemResult> results =
        embeddings
            .panoramas(new Branch("ground", 1, 2, this::sums))
            .function()
            .process(
                List.of(
                    panorama("a", 1, 2, 6),
                    panorama("b", 2, 2, 12),
                    panorama("c", 1, 2, 5),
                    panorama("d", 1, 2, 6)));

    assertThat(batches).containsExactly(2);
    assertThat(results.get(0)).isInstanceOf(ItemResult.Forward.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            ItemResult.Reject.class,
            reject -> {
              assertThat(reject.reason().code()).isEqualTo("model-version-mismatch");
              assertThat(reject.detail()).contains("2 x 2").contains("1 x 2").contains(MODEL);
            });
    assertThat(results.get(2))
        .isInstanceOfSatisfying(
            ItemResult.Reject.class,
            reject -> {
              assertThat(reject.reason().code()).isEqualTo("invalid-field");
              assertThat(reject.detail()).contains("5 bytes").contains("6");
            });
    assertThat(PanoramaEmbedded.parseFrom(sent(results.get(3)).value()).getRef().getId())
        .isEqualTo("d");
  }

  @Test
  void aTileIsKeyedByModelCellAndTile() throws Exception {
    List<ItemResult> results =
        embeddings
            .tiles(new Branch("aerial", 1, 2, this::sums))
            .function()
            .process(List.of(tile("t/1", true), tile("t2", false)));

    Outgoing placed = sent(results.get(0));
    TileEmbedded message = TileEmbedded.parseFrom(placed.value());
    assertThat(placed.topic()).isEqualTo("tiles.embedded");
    assertThat(message.getCell()).matches("89[0-9a-f]{13}");
    assertThat(placed.key())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(MODEL + "/" + message.getCell() + "/t/1");
    assertThat(message.getImport().getExpectedTiles()).isEqualTo(2);
    assertThat(sent(results.get(1)).key())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(MODEL + "/none/t2");
  }

  @Test
  void aNetworkThatFailsOnGreyToIsDownAndNoRecordIsToBlame() {
    Branch broken =
        new Branch(
            "ground",
            1,
            2,
            images -> {
              throw new IllegalStateException("device lost");
            });
    assertThatThrownBy(
            () -> embeddings.panoramas(broken).function().process(List.of(panorama("a", 1, 2, 6))))
        .isInstanceOfSatisfying(
            DependencyUnavailableException.class,
            e -> assertThat(e.dependency()).isEqualTo("model"))
        .hasMessageContaining("device lost");
  }

  @Test
  void aNetworkThatFailsOnOneImageOnlyBlamesThatImage() {
    Branch picky =
        new Branch(
            "ground",
            1,
            2,
            images -> {
              if (images.getFirst().bgr()[0] == 13) {
                throw new IllegalStateException("planted");
              }
              return sums(images);
            });
    assertThatThrownBy(
            () ->
                embeddings.panoramas(picky).function().process(List.of(panorama("a", 1, 2, 6, 13))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("planted");
  }

  private static Outgoing sent(ItemResult result) {
    return ((ItemResult.Forward) result).records().getFirst();
  }

  private static Item<PanoramaPrepared> panorama(String id, int height, int width, int bytes) {
    return panorama(id, height, width, bytes, 1);
  }

  private static Item<PanoramaPrepared> panorama(
      String id, int height, int width, int bytes, int value) {
    byte[] bgr = new byte[bytes];
    java.util.Arrays.fill(bgr, (byte) value);
    return item(
        PanoramaPrepared.newBuilder()
            .setRef(PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle-" + id))
            .setHeight(height)
            .setWidth(width)
            .setBgr(ByteString.copyFrom(bgr))
            .addTimings(StageTiming.newBuilder().setStage("polar-preprocessing"))
            .build());
  }

  private static Item<TilePrepared> tile(String id, boolean placed) {
    TileRef.Builder ref = TileRef.newBuilder().setId(id);
    if (placed) {
      ref.setCentre(Position.newBuilder().setLat(48.1).setLon(11.5));
    }
    return item(
        TilePrepared.newBuilder()
            .setRef(ref)
            .setImport(ImportRef.newBuilder().setId("i").setExpectedTiles(2))
            .setHeight(1)
            .setWidth(2)
            .setBgr(ByteString.copyFrom(new byte[6]))
            .build());
  }

  private static <M> Item<M> item(M message) {
    return new Item<>(
        new Incoming("any", 0, 0, new byte[0], new byte[0], new RecordHeaders(), 77), message);
  }
}
