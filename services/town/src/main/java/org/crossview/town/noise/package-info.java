/** Randomness that is the same on every machine: numbers from a key, and noise over the plane. */
package org.crossview.town.noise;
