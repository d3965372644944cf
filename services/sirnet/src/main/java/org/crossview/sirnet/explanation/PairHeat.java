package org.crossview.sirnet.explanation;

import java.util.List;
import org.crossview.core.polar.HeatMap;

/**
 * Where a panorama and a tile resemble each other in the eyes of the network.
 *
 * @param similarity cosine of the two descriptors at step 1, 2, ... T: -1..1
 * @param ground over the prepared panorama: of the backbone's output, then of step 1, 2, ...; the
 *     backbone's alone where the network refines nothing
 * @param aerial over the prepared tile, likewise
 */
public record PairHeat(List<Double> similarity, List<HeatMap> ground, List<HeatMap> aerial) {}
