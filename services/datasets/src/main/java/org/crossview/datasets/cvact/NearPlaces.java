package org.crossview.datasets.cvact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.crossview.core.geo.UtmCoordinate;

/** Finds which places lie near one, among many: sorted by their easting. */
final class NearPlaces {
  private final List<UtmCoordinate> places;
  private final double metres;

  /** Indices of the places, from west to east. */
  private final int[] order;

  private final double[] eastings;

  NearPlaces(List<UtmCoordinate> places, double metres) {
    this.places = places;
    this.metres = metres;
    this.order =
        IntStream.range(0, places.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> places.get(i).easting()))
            .mapToInt(i -> i)
            .toArray();
    this.eastings = IntStream.of(order).mapToDouble(i -> places.get(i).easting()).toArray();
  }

  /** The index of a place, and then those of all others at most so many metres away. */
  int[] around(int index) {
    UtmCoordinate place = places.get(index);
    int at = Arrays.binarySearch(eastings, place.easting() - metres);
    // Equal eastings: the search may hit any of them.
    int from = at < 0 ? -at - 1 : at;
    while (from > 0 && eastings[from - 1] >= place.easting() - metres) {
      from--;
    }
    IntStream.Builder near = IntStream.builder();
    near.add(index);
    for (int i = from; i < order.length && eastings[i] <= place.easting() + metres; i++) {
      if (order[i] != index && place.distanceMetres(places.get(order[i])) <= metres) {
        near.add(order[i]);
      }
    }
    return near.build().toArray();
  }
}
