package org.crossview.cli.demo;

import java.util.Optional;
import java.util.OptionalInt;
import org.crossview.core.geo.LatLon;

/**
 * What came out for a panorama: a geotag or a dead letter.
 *
 * @param panorama id
 * @param geotag false for a dead letter
 * @param position of the geotag, where its tile has one
 * @param tile id of the nearest candidate of the geotag
 * @param step that Algorithm 1 chose
 * @param modelVersion of the geotag
 * @param reason code of the dead letter
 * @param arrivedNanos {@link System#nanoTime} when it was read
 */
record Outcome(
    String panorama,
    boolean geotag,
    Optional<LatLon> position,
    Optional<String> tile,
    OptionalInt step,
    Optional<String> modelVersion,
    Optional<String> reason,
    long arrivedNanos) {}
