package org.crossview.stage.message;

import java.util.List;
import java.util.Objects;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.core.rejection.UnusableInputException;

/** What became of one item. Every item has exactly one result. */
public sealed interface ItemResult {
  /** Processed: these records go on, possibly none. */
  record Forward(List<Outgoing> records) implements ItemResult {
    public Forward {
      records = List.copyOf(records);
    }
  }

  /** Not processable: the item goes to the topic of rejections with this reason. */
  record Reject(RejectionReason reason, String detail) implements ItemResult {
    public Reject {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }
  }

  static ItemResult forward(Outgoing record) {
    return new Forward(List.of(record));
  }

  static ItemResult forward(List<Outgoing> records) {
    return new Forward(records);
  }

  /** Processed, and nothing goes on. */
  static ItemResult done() {
    return new Forward(List.of());
  }

  static ItemResult reject(RejectionReason reason, String detail) {
    return new Reject(reason, detail);
  }

  static ItemResult reject(UnusableInputException cause) {
    return new Reject(cause.reason(), String.valueOf(cause.getMessage()));
  }
}
