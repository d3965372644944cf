package org.crossview.cli.demo;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crossview.proto.v1.PanoramaCaptured;
import org.crossview.proto.v1.PanoramaRef;
import org.crossview.stage.Topics;
import org.crossview.stage.kafka.KafkaConnection;

/** Sends panoramas to {@code panoramas.captured} as a vehicle's gateway would. */
final class PanoramaSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  PanoramaSender(KafkaConnection connection) {
    producer = new KafkaProducer<>(connection.producer("demo-fleet"));
  }

  /** Sends without waiting for the broker; {@link #flush} tells what failed. */
  void send(Shot shot) {
    sendBytes(shot.vehicle(), message(shot).toByteArray());
  }

  /** Sends any bytes under a vehicle's key. */
  void sendBytes(String vehicle, byte[] value) {
    // The callback sees what the future would tell.
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.PANORAMAS_CAPTURED, vehicle.getBytes(StandardCharsets.UTF_8), value),
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** Waits until the broker has all that was sent. */
  void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException(
          "the broker did not take all panoramas: " + failure.get().getMessage(), failure.get());
    }
  }

  /** The message of a shot; the truth is not part of it. */
  static PanoramaCaptured message(Shot shot) {
    PanoramaRef.Builder ref =
        PanoramaRef.newBuilder()
            .setId(shot.id())
            .setVehicleId(shot.vehicle())
            .setCapturedAtUs(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
            .setFieldOfViewDeg(360);
    shot.headingDeg().ifPresent(ref::setHeadingDeg);
    return PanoramaCaptured.newBuilder()
        .setRef(ref)
        .setImage(ByteString.copyFrom(shot.image()))
        .setProjection(shot.projection())
        .build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
