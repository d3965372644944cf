/**
 * Adaptive step estimation (SIRNet, Algorithm 1): distances of the nearest tiles at every
 * refinement step go in, the step whose descriptors give the answer comes out. Tiles of one place
 * count once.
 */
package org.crossview.core.halting;
