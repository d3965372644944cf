package org.crossview.stage.streams;

import com.google.protobuf.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.StoreBuilder;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.metrics.StageMetrics;

/**
 * Builds the topology of a Kafka Streams stage: per input topic a source and a processor around the
 * stage's function, per output topic a sink of the same name. Rejections have their sink without
 * being named. Not thread-safe.
 */
public final class StageTopology {
  private record Input(Supplier<RecordProcessor<?>> processor, Set<String> outputs) {}

  private record Store(StoreBuilder<?> builder, String[] topics) {}

  private final StageMetrics metrics;
  private final Clock clock;
  private final Map<String, Input> inputs = new TreeMap<>();
  private final List<Store> stores = new ArrayList<>();

  public StageTopology(StageMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Adds an input.
   *
   * @param type what the topic carries
   * @param function makes the function of one task: a new one each time if it has state
   * @param outputs topics that the function sends to
   */
  public <M extends Message> StageTopology input(
      MessageType<M> type, Supplier<RecordFunction<M>> function, String... outputs) {
    Set<String> all = new LinkedHashSet<>(List.of(outputs));
    all.add(type.rejectionTopic());
    inputs.put(
        type.topic(),
        new Input(() -> new RecordProcessor<>(type, function.get(), metrics, clock), all));
    return this;
  }

  /** Adds a state store that the functions of these inputs share. */
  public StageTopology store(StoreBuilder<?> builder, MessageType<?>... users) {
    stores.add(
        new Store(
            builder,
            List.of(users).stream().map(type -> processor(type.topic())).toArray(String[]::new)));
    return this;
  }

  /** The topology with everything that was added. */
  public Topology build() {
    Topology topology = new Topology();
    Map<String, List<String>> sinks = new TreeMap<>();
    inputs.forEach(
        (topic, input) -> {
          // The time of arrival counts: a record with a negative time would stop the stream, and
          // one from long ago would be deleted from the next topic as soon as it is written.
          topology.addSource(
              AutoOffsetReset.earliest(),
              source(topic),
              new WallclockTimestampExtractor(),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer(),
              topic);
          topology.addProcessor(processor(topic), () -> input.processor().get(), source(topic));
          for (String output : input.outputs()) {
            sinks.computeIfAbsent(output, name -> new ArrayList<>()).add(processor(topic));
          }
        });
    stores.forEach(store -> topology.addStateStore(store.builder(), store.topics()));
    sinks.forEach(
        (topic, parents) ->
            topology.addSink(
                topic,
                topic,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                parents.toArray(String[]::new)));
    return topology;
  }

  private static String source(String topic) {
    return "from-" + topic;
  }

  private static String processor(String topic) {
    return "process-" + topic;
  }
}
