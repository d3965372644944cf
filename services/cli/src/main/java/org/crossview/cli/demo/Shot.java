package org.crossview.cli.demo;

import java.util.OptionalDouble;

/**
 * One panorama that a vehicle sends.
 *
 * @param id unique in the run
 * @param vehicle id of the vehicle
 * @param image JPEG or PNG
 * @param projection as in {@code PanoramaCaptured.projection}
 * @param headingDeg degrees clockwise from north of the centre column; empty: north in the centre
 * @param truth for scoring; never sent
 */
record Shot(
    String id,
    String vehicle,
    byte[] image,
    String projection,
    OptionalDouble headingDeg,
    Truth truth) {}
