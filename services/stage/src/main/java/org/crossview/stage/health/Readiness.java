package org.crossview.stage.health;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What has to hold before a stage may be given work, each condition by name and, where it does not
 * hold, with the reason. Ready means that all of them hold. Thread-safe.
 */
@Singleton
public class Readiness {
  private static final System.Logger LOG = System.getLogger(Readiness.class.getName());

  /** Reason why a condition does not hold; empty where it holds. */
  private final Map<String, String> conditions = new TreeMap<>();

  /** Says that the condition holds. */
  public synchronized void up(String condition) {
    String before = conditions.put(Objects.requireNonNull(condition, "condition"), "");
    if (before != null && !before.isEmpty()) {
      LOG.log(System.Logger.Level.INFO, "{0}: ok", condition);
    }
  }

  /**
   * Says that the condition does not hold.
   *
   * @param reason a sentence for people: what is the matter, and what is being waited for
   */
  public synchronized void down(String condition, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("Condition " + condition + " is down without a reason");
    }
    String before = conditions.put(Objects.requireNonNull(condition, "condition"), reason);
    if (!reason.equals(before)) {
      // The first reason is what a start-up waits for; later ones are trouble.
      LOG.log(
          before == null ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
          "{0}: {1}",
          condition,
          reason);
    }
  }

  /** Whether all conditions hold. Without a single condition nothing is known: not ready. */
  public synchronized boolean isReady() {
    return !conditions.isEmpty() && conditions.values().stream().allMatch(String::isEmpty);
  }

  /** Every condition with the reason why it does not hold, or "ok". */
  public synchronized Map<String, String> conditions() {
    Map<String, String> copy = new TreeMap<>(conditions);
    copy.replaceAll((condition, reason) -> reason.isEmpty() ? "ok" : reason);
    return copy;
  }
}
