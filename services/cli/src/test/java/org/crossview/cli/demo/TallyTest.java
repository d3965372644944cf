package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.crossview.core.geo.Geodesy;
import org.crossview.core.geo.LatLon;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final LatLon HERE = new LatLon(48, 11);
  private final Tally tally = new Tally(Scoring.withinMetres(15));

  @Test
  void everyPanoramaWithOneOutcomeIsClean() {
    send("a", "b");
    tally.outcome(geotag("a", HERE, 1));
    tally.outcome(deadLetter("b", "undecodable-image"));

    Summary summary = tally.summary(7);

    assertThat(tally.isComplete()).isTrue();
    assertThat(summary.isClean()).isTrue();
    assertThat(summary.geotagged()).isEqualTo(1);
    assertThat(summary.deadLettered()).isEqualTo(1);
    assertThat(summary.reasons()).containsEntry("undecodable-image", 1);
    assertThat(summary.tiles()).isEqualTo(7);
  }

  @Test
  void aPanoramaWithoutOutcomeIsMissing() {
    send("a", "b");
    tally.outcome(geotag("a", HERE, 1));

    assertThat(tally.isComplete()).isFalse();
    assertThat(tally.summary(0).missing()).isEqualTo(1);
    assertThat(tally.summary(0).isClean()).isFalse();
  }

  @Test
  void aSecondOutcomeIsADuplicateWhateverItsKind() {
    send("a");
    tally.outcome(geotag("a", HERE, 1));
    tally.outcome(deadLetter("a", "expired"));

    Summary summary = tally.summary(0);
    assertThat(summary.duplicates()).isEqualTo(1);
    assertThat(summary.geotagged()).isEqualTo(1);
    assertThat(summary.deadLettered()).isZero();
    assertThat(summary.isClean()).isFalse();
  }

  @Test
  void anOutcomeOfSomethingNobodySentIsCountedApartAndSpoilsTheRun() throws Exception {
    send("a");
    tally.outcome(geotag("a", HERE, 1));
    assertThat(tally.summary(0).text()).doesNotContain("not sent");

    tally.outcome(geotag("stranger", HERE, 1));

    Summary summary = tally.summary(0);
    assertThat(summary.unknown()).isEqualTo(1);
    assertThat(summary.geotagged()).isEqualTo(1);
    assertThat(summary.isClean()).isFalse();
    assertThat(summary.text()).containsPattern("of panoramas not sent +1");
    assertThat(new ObjectMapper().readTree(summary.json()).get("unknown").intValue()).isEqualTo(1);
  }

  @Test
  void locatedIsWithinTheDistanceAndCountsAmongAllThatWereSent() {
    send("near", "far", "dead", "open");
    tally.outcome(geotag("near", Geodesy.offset(HERE, 14.9, 0), 1));
    tally.outcome(geotag("far", Geodesy.offset(HERE, 0, 15.1), 3));
    tally.outcome(deadLetter("dead", "expired"));

    Summary summary = tally.summary(0);
    assertThat(summary.located()).isEqualTo(1);
    assertThat(summary.locatedRate()).isEqualTo(0.25);
    assertThat(summary.medianErrorMeters()).isCloseTo(15, within(0.001));
    assertThat(summary.steps()).containsEntry(1, 1).containsEntry(3, 1);
  }

  @Test
  void aTileOfTheSamePlaceCountsAsRightWithoutAnyPosition() {
    Tally byTile = new Tally(Scoring.sameTile());
    byTile.sending(shot("a", new Truth(List.of("t1", "t2"), Optional.empty())));
    byTile.outcome(
        new Outcome(
            "a",
            true,
            Optional.empty(),
            Optional.of("t2"),
            OptionalInt.of(2),
            Optional.of("0123456789ab"),
            Optional.empty(),
            System.nanoTime()));
    assertThat(byTile.summary(0).located()).isEqualTo(1);
    assertThat(byTile.summary(0).medianErrorMeters()).isNull();
  }

  @Test
  void theJsonHoldsTheNamedFieldsAndRatesAsFractions() throws Exception {
    send("a");
    tally.outcome(geotag("a", HERE, 2));

    JsonNode json = new ObjectMapper().readTree(tally.summary(12).json());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "sent",
            "geotagged",
            "deadLettered",
            "missing",
            "duplicates",
            "unknown",
            "locatedRate",
            "medianErrorMeters",
            "steps",
            "latencyMs",
            "throughputPerSecond",
            "modelVersion",
            "tiles");
    assertThat(json.get("locatedRate").doubleValue()).isEqualTo(1.0);
    assertThat(json.get("steps").toString()).isEqualTo("{\"1\":0,\"2\":1,\"3\":0}");
    assertThat(json.get("latencyMs").fieldNames())
        .toIterable()
        .containsExactly("p50", "p95", "p99");
    assertThat(json.get("latencyMs").get("p50").doubleValue()).isBetween(0.0, 10_000.0);
    assertThat(json.get("modelVersion").textValue()).isEqualTo("0123456789ab");
    assertThat(json.get("tiles").intValue()).isEqualTo(12);
  }

  private void send(String... ids) {
    for (String id : ids) {
      tally.sending(shot(id, new Truth(List.of(), Optional.of(HERE))));
    }
  }

  private static Shot shot(String id, Truth truth) {
    return new Shot(id, "v", new byte[0], "equirectangular", OptionalDouble.empty(), truth);
  }

  private static Outcome geotag(String id, LatLon position, int step) {
    return new Outcome(
        id,
        true,
        Optional.of(position),
        Optional.of("tile"),
        OptionalInt.of(step),
        Optional.of("0123456789ab"),
        Optional.empty(),
        System.nanoTime());
  }

  private static Outcome deadLetter(String id, String reason) {
    return new Outcome(
        id,
        false,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(reason),
        System.nanoTime());
  }
}
