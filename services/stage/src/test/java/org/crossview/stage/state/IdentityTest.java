package org.crossview.stage.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.crossview.proto.v1.Origin;
import org.crossview.proto.v1.PanoramaRef;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final PanoramaRef REF =
      PanoramaRef.newBuilder().setVehicleId("v").setId("p").setAttempt(1).build();

  @Test
  void whatIsNotPartOfTheIdentityDoesNotChangeIt() {
    PanoramaRef same =
        REF.toBuilder().setHeadingDeg(10).setCapturedAtUs(5).setDeadlineUs(6).build();
    assertThat(Identity.of(same)).isEqualTo(Identity.of(REF));
  }

  @Test
  void panoramasAttemptsVehiclesAndOriginsAllDiffer() {
    Origin origin = Origin.newBuilder().setTopic("t").setPartition(1).setOffset(2).build();
    List<Bytes> all =
        List.of(
            Identity.of(REF),
            Identity.of(REF.toBuilder().setId("q").build()),
            Identity.of(REF.toBuilder().setAttempt(2).build()),
            Identity.of(REF.toBuilder().setVehicleId("w").build()),
            Identity.of(REF.toBuilder().setVehicleId("vp").setId("").build()),
            Identity.of(REF.toBuilder().setVehicleId("").setId("vp").build()),
            Identity.of(REF, "a"),
            Identity.of(REF, "a", "b"),
            Identity.of(REF, "ab"),
            Identity.of(origin),
            Identity.of(origin.toBuilder().setPartition(2).setOffset(1).build()),
            Identity.of(origin.toBuilder().setTopic("u").build()));
    Set<Bytes> distinct = new HashSet<>(all);
    assertThat(distinct).hasSameSizeAs(all);
    assertThat(all).allSatisfy(key -> assertThat(key.get()).hasSize(32));
  }

  @Test
  void aRefWithoutAnIdIsNoIdentity() {
    assertThat(Identity.isKnown(REF)).isTrue();
    assertThat(Identity.isKnown(REF.toBuilder().clearId().build())).isFalse();
  }
}
