package org.crossview.gallerysearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crossview.core.descriptor.Float16;
import org.crossview.core.geo.LatLon;
import org.crossview.proto.v1.Candidate;
import org.crossview.proto.v1.PanoramaEmbedded;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.proto.v1.PanoramaRejected;
import org.crossview.proto.v1.PanoramaSearched;
import org.crossview.proto.v1.Position;
import org.crossview.proto.v1.PositionPrior;
import org.crossview.proto.v1.StepDescriptor;
import org.crossview.stage.Topics;

/** What goes into the stage and what comes out of it. */
final class SearchTraffic {
  private final SearchBench bench;
  private int count;

  SearchTraffic(SearchBench bench) {
    this.bench = bench;
  }

  /** A name that no other panorama of the bench has. */
  String name() {
    return "panorama-" + count++;
  }

  static PanoramaRef.Builder ref(String id) {
    return PanoramaRef.newBuilder().setId(id).setVehicleId("vehicle");
  }

  static PositionPrior prior(LatLon centre, double radius) {
    return PositionPrior.newBuilder()
        .setCentre(Position.newBuilder().setLat(centre.lat()).setLon(centre.lon()))
        .setRadiusM(radius)
        .build();
  }

  /** An embedded panorama whose descriptors follow from its id. */
  PanoramaEmbedded.Builder panorama(String id) {
    PanoramaEmbedded.Builder panorama =
        PanoramaEmbedded.newBuilder().setRef(ref(id)).setModelVersion(bench.model.version());
    for (int step = 0; step < SearchBench.STEPS; step++) {
      panorama.addSteps(
          StepDescriptor.newBuilder()
              .setLength(SearchBench.LENGTH)
              .setFloat16Le(ByteString.copyFrom(Float16.encode(SearchBench.descriptor(id, step)))));
    }
    return panorama;
  }

  void send(PanoramaEmbedded panorama) {
    bench.send(Topics.PANORAMAS_EMBEDDED, panorama.getRef().getVehicleId(), panorama.toByteArray());
  }

  /** Sends so many panoramas and gives their ids. */
  List<String> send(int number) {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String id = name();
      send(panorama(id).build());
      sent.add(id);
    }
    return sent;
  }

  /** Waits until all are answered; exactly once each, in the order in which they were sent. */
  Map<String, PanoramaSearched> answers(List<String> sent) throws InterruptedException {
    SearchBench.await("answers to " + sent, () -> searched().keySet().containsAll(sent));
    Map<String, List<PanoramaSearched>> answers = ofShards(sent);
    Map<String, PanoramaSearched> one = new TreeMap<>();
    answers.forEach(
        (id, list) -> {
          assertThat(list).as(id).hasSize(1);
          one.put(id, list.getFirst());
        });
    return one;
  }

  /** All answers to these panoramas. */
  Map<String, List<PanoramaSearched>> ofShards(List<String> sent) {
    Map<String, List<PanoramaSearched>> answers = searched();
    Set<String> others = new TreeSet<>(answers.keySet());
    others.removeAll(sent);
    answers.keySet().removeAll(others);
    return answers;
  }

  /** All answers there are, by panorama. */
  Map<String, List<PanoramaSearched>> searched() {
    Map<String, List<PanoramaSearched>> answers = new TreeMap<>();
    bench
        .read(Topics.PANORAMAS_SEARCHED)
        .forEach(
            record -> {
              try {
                PanoramaSearched answer = PanoramaSearched.parseFrom(record.value());
                answers
                    .computeIfAbsent(answer.getRef().getId(), id -> new ArrayList<>())
                    .add(answer);
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            });
    return answers;
  }

  List<PanoramaRejected> rejected() {
    return bench.read(Topics.PANORAMAS_REJECTED).stream()
        .map(
            record -> {
              try {
                return PanoramaRejected.parseFrom(record.value());
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  /** The tiles' ids, nearest first. */
  static List<String> ids(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> candidate.getTile().getId()).toList();
  }
}
