package org.crossview.stage.message;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.crossview.proto.v1.StageTiming;

/** The trail of stages that every message carries. */
public final class StageTimings {
  private StageTimings() {}

  /** Microseconds since the Unix epoch. */
  public static long nowUs(Clock clock) {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /**
   * The trail so far and this stage at its end, handing on now.
   *
   * @param before of the message that came in
   * @param stage this stage's name
   * @param record that came in
   */
  public static List<StageTiming> append(
      List<StageTiming> before, String stage, Incoming record, Clock clock) {
    List<StageTiming> timings = new ArrayList<>(before);
    timings.add(
        StageTiming.newBuilder()
            .setStage(stage)
            .setReceivedAtUs(record.receivedAtUs())
            .setSentAtUs(nowUs(clock))
            .build());
    return timings;
  }
}
