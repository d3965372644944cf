package org.crossview.stage.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.stage.message.Incoming;
import org.crossview.stage.message.ItemResult;
import org.crossview.stage.message.MessageType;
import org.crossview.stage.message.Outgoing;
import org.crossview.stage.message.Rejections;
import org.crossview.stage.message.TraceContext;

/** Sends the results of a batch and waits until the broker has acknowledged every record. */
final class BatchSender {
  private final Producer<byte[], byte[]> producer;
  private final Rejections rejections;

  BatchSender(Producer<byte[], byte[]> producer, Rejections rejections) {
    this.producer = producer;
    this.rejections = rejections;
  }

  /**
   * A record, its result and the records that tell of it.
   *
   * @param error why the last attempt to send failed; null before the first
   */
  record Unsent(
      MessageType<?> type,
      Incoming record,
      ItemResult result,
      List<Outgoing> outgoing,
      Exception error) {
    Unsent failed(Exception why) {
      return new Unsent(type, record, result, outgoing, why);
    }
  }

  /** The result of a record in the form that is sent. */
  Unsent prepare(MessageType<?> type, Incoming record, ItemResult result) {
    List<Outgoing> outgoing =
        switch (result) {
          case ItemResult.Forward forward -> forward.records();
          case ItemResult.Reject reject -> List.of(rejections.of(type, record, reject));
        };
    return new Unsent(type, record, result, outgoing, null);
  }

  /**
   * Sends everything and waits for the answers.
   *
   * @return one entry per result in the same order: without an error when all its records are
   *     acknowledged, else to be sent again. A result that is too large for the broker comes back
   *     as a rejection to be sent: trying it again unchanged would never end.
   */
  List<Unsent> send(List<Unsent> results) {
    List<List<Future<RecordMetadata>>> answers = new ArrayList<>(results.size());
    List<Unsent> sent = new ArrayList<>(results.size());
    for (Unsent unsent : results) {
      List<Future<RecordMetadata>> futures = new ArrayList<>();
      Exception refused = null;
      try {
        for (Outgoing outgoing : unsent.outgoing()) {
          futures.add(producer.send(producerRecord(unsent.record(), outgoing)));
        }
      } catch (KafkaException e) {
        refused = e;
      }
      answers.add(futures);
      sent.add(unsent.failed(refused));
    }
    producer.flush();
    for (int i = 0; i < sent.size(); i++) {
      Unsent unsent = sent.get(i);
      Exception error = unsent.error() == null ? firstError(answers.get(i)) : unsent.error();
      sent.set(
          i,
          error instanceof RecordTooLargeException ? shrunk(unsent, error) : unsent.failed(error));
    }
    return sent;
  }

  private static ProducerRecord<byte[], byte[]> producerRecord(Incoming cause, Outgoing outgoing) {
    return new ProducerRecord<>(
        outgoing.topic(),
        null,
        outgoing.key(),
        outgoing.value(),
        TraceContext.next(cause.headers()));
  }

  private Unsent shrunk(Unsent unsent, Exception error) {
    ItemResult.Reject reject =
        unsent.result() instanceof ItemResult.Reject already
            ? already
            : new ItemResult.Reject(
                RejectionReason.INTERNAL_ERROR,
                "The result is larger than the broker allows: " + error.getMessage());
    Outgoing outgoing =
        unsent.result() instanceof ItemResult.Reject
            ? rejections.withoutOriginal(unsent.type(), unsent.record(), reject)
            : rejections.of(unsent.type(), unsent.record(), reject);
    return new Unsent(unsent.type(), unsent.record(), reject, List.of(outgoing), error);
  }

  private static Exception firstError(List<Future<RecordMetadata>> answers) {
    for (Future<RecordMetadata> answer : answers) {
      try {
        answer.get();
      } catch (ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return e;
      }
    }
    return null;
  }
}
