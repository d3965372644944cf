package org.crossview.gallery.redis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the gallery of a model is at the moment.
 *
 * @param generation random name of this filling of Redis: a gallery that was emptied and filled
 *     again has another one
 * @param epoch number of the last complete gallery, 0 before the first
 * @param expected tiles that all imports announced of which something is written
 * @param written distinct tiles of them that were written
 * @param rejected distinct tiles of them that could not be processed
 * @param tiles that the gallery holds now
 * @param state whether it may be served
 */
public record Manifest(
    String generation,
    long epoch,
    long expected,
    long written,
    long rejected,
    long tiles,
    State state) {

  /** Whether a gallery may be served. */
  public enum State {
    /** Redis was empty or behind: everything is read again from the topic. */
    REFILLING,
    /** An import is under way; those who hold the last epoch may go on serving it. */
    BUILDING,
    /** Whole: this is the epoch to serve. */
    COMPLETE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<State> of(String code) {
      for (State state : values()) {
        if (state.code().equals(code)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  /** The state as it is written in Redis and metrics. */
  public String stateCode() {
    return state.code();
  }

  /** Whether the gallery may be served. */
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Whether both are the same complete gallery. */
  public boolean isSameEpoch(Manifest other) {
    return generation.equals(other.generation) && epoch == other.epoch;
  }

  Manifest withEpoch(long newEpoch) {
    return new Manifest(generation, newEpoch, expected, written, rejected, tiles, state);
  }

  Manifest withTiles(long newTiles) {
    return new Manifest(generation, epoch, expected, written, rejected, newTiles, state);
  }

  Manifest withState(State newState) {
    return new Manifest(generation, epoch, expected, written, rejected, tiles, newState);
  }

  Manifest withImports(Collection<ImportProgress> imports) {
    List<ImportProgress> begun = imports.stream().filter(ImportProgress::isBegun).toList();
    return new Manifest(
        generation,
        epoch,
        begun.stream().mapToLong(ImportProgress::expected).sum(),
        begun.stream().mapToLong(ImportProgress::written).sum(),
        begun.stream().mapToLong(ImportProgress::rejected).sum(),
        tiles,
        state);
  }

  Map<String, String> encode() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("generation", generation);
    fields.put("epoch", Long.toString(epoch));
    fields.put("expected", Long.toString(expected));
    fields.put("written", Long.toString(written));
    fields.put("rejected", Long.toString(rejected));
    fields.put("tiles", Long.toString(tiles));
    fields.put("state", state.code());
    return fields;
  }

  /** Empty where a field is missing or is no such value: then there is no gallery to rely on. */
  static Optional<Manifest> decode(Map<String, String> fields) {
    Optional<State> state = State.of(fields.get("state"));
    String generation = fields.get("generation");
    if (generation == null || state.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Manifest(
              generation,
              Long.parseLong(fields.get("epoch")),
              Long.parseLong(fields.get("expected")),
              Long.parseLong(fields.get("written")),
              Long.parseLong(fields.get("rejected")),
              Long.parseLong(fields.get("tiles")),
              state.get()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
