package org.crossview.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.proto.v1.DeadLetter;

/** The dead letters of the tiles of a gallery. Safe for several threads. */
final class TileLetters {
  private static final int MOST_SHOWN = 5;
  private static final int MOST_REASONS = 3;

  private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

  /** Takes the dead letter of a tile, or of a record of which nobody knows what it was. */
  void add(DeadLetter letter) {
    reasons.put(
        letter.getTile().getId(),
        "tile %s, %s: %s"
            .formatted(letter.getTile().getId(), letter.getReason(), letter.getDetail()));
  }

  /** The first ones in the order of ids, a line each. */
  List<String> lines() {
    return reasons.values().stream()
        .limit(MOST_SHOWN)
        .map(reason -> "dead letter: " + reason)
        .toList();
  }

  /**
   * An import of which every tile is rejected makes no gallery, however long one waits.
   *
   * @param tiles of the import
   * @throws UserErrorException with the first reasons, if all are rejected
   */
  void refuseIfAll(int tiles) {
    if (reasons.size() < tiles) {
      return;
    }
    throw new UserErrorException(
        "none of the %d tiles can be used, so there is no gallery; %s"
            .formatted(
                tiles,
                reasons.values().stream().limit(MOST_REASONS).collect(Collectors.joining("; "))));
  }
}
