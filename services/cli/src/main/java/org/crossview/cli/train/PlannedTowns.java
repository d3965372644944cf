package org.crossview.cli.train;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;

/**
 * The towns of a plan. A town takes megabytes and is quickly built anew, and a plan may have
 * thousands of them: where memory is short, those that nobody uses are forgotten.
 */
final class PlannedTowns {
  private final List<TownSettings> settings = new ArrayList<>();
  private final List<SoftReference<Town>> built = new ArrayList<>();

  /** Builds one more town, and returns it. */
  Town add(TownSettings wanted) {
    Town town = Town.generate(wanted);
    settings.add(wanted);
    built.add(new SoftReference<>(town));
    return town;
  }

  /**
   * A town, the same one every time.
   *
   * @param index in the order in which they were added
   */
  synchronized Town get(int index) {
    Town town = built.get(index).get();
    if (town == null) {
      town = Town.generate(settings.get(index));
      built.set(index, new SoftReference<>(town));
    }
    return town;
  }
}
