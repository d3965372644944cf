package org.crossview.stage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crossview.stage.Samples.incoming;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.crossview.stage.message.Incoming;
import org.junit.jupiter.api.Test;

class InputBufferTest {
  private final InputBuffer buffer = new InputBuffer(3, 100);

  @Test
  void aBatchIsDueWhenItsFirstRecordHasLingered() {
    assertThat(buffer.dueInNanos(0)).isEqualTo(Long.MAX_VALUE);
    buffer.add(record(0), 1_000);
    buffer.add(record(1), 1_090);
    assertThat(buffer.dueInNanos(1_040)).isEqualTo(60);
    assertThat(buffer.dueInNanos(1_100)).isZero();
  }

  @Test
  void aFullBatchIsDueAtOnceAndTheRestStaysInOrder() {
    for (int i = 0; i < 4; i++) {
      buffer.add(record(i), 0);
    }
    assertThat(buffer.isFull()).isTrue();
    assertThat(buffer.dueInNanos(0)).isZero();
    assertThat(buffer.take()).extracting(Incoming::offset).containsExactly(0L, 1L, 2L);
    assertThat(buffer.isFull()).isFalse();
    assertThat(buffer.take()).extracting(Incoming::offset).containsExactly(3L);
    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void fewLargeRecordsFillItToo() {
    byte[] large = new byte[40 << 20];
    buffer.add(incoming("t", 0, large), 0);
    assertThat(buffer.isFull()).isFalse();
    buffer.add(incoming("t", 1, large), 0);
    assertThat(buffer.isFull()).isTrue();
    buffer.drop(List.of(new TopicPartition("t", 2)));
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.isFull()).isFalse();
  }

  @Test
  void onlyThePartitionsThatLeaveAreForgotten() {
    buffer.add(record(0), 0);
    buffer.drop(List.of(new TopicPartition("t", 1), new TopicPartition("other", 2)));
    assertThat(buffer.isEmpty()).isFalse();
  }

  private static Incoming record(long offset) {
    return incoming("t", offset, new byte[] {1});
  }
}
