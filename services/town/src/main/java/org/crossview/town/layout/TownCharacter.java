package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;

/**
 * What sets one town apart from another as a whole.
 *
 * @param rural whether it is scattered houses between fields and woods
 * @param green how many trees and bushes its gardens and streets have, 0..1
 */
public record TownCharacter(boolean rural, double green) {
  /** The character of the towns of a seed. */
  public static TownCharacter of(long seed) {
    HashRandom random = new HashRandom(seed, 6);
    boolean rural = random.chance(.22);
    return new TownCharacter(rural, rural ? random.between(.4, 1) : random.between(0, 1));
  }
}
