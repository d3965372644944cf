package org.crossview.town.layout;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.noise.Noise;

/** The use of a block. */
enum District {
  DENSE,
  SUBURB,
  COMMERCE,
  TOWERS,
  PARK,
  FIELD,
  FOREST;

  /** Neighbouring blocks are often alike: the choice follows a smooth field. */
  static District at(long seed, TownCharacter character, double x, double y, long key) {
    HashRandom town = new HashRandom(seed, 30);
    double shift = town.between(0, 500);
    double bias = town.between(-.22, .22);
    HashRandom block = new HashRandom(seed, 31, key);
    if (character.rural()) {
      return block.pick(SUBURB, SUBURB, FIELD, FIELD, FOREST, FOREST);
    }
    if (block.chance(.06)) {
      return PARK;
    }
    if (block.chance(.06 * character.green())) {
      return FOREST;
    }
    double field = Noise.smooth(x / 14 + shift, y / 14 + shift) + bias + block.between(-.12, .12);
    if (field < .52) {
      return SUBURB;
    }
    if (field < .62) {
      return block.chance(.5) ? COMMERCE : SUBURB;
    }
    return block.chance(.15) ? TOWERS : DENSE;
  }
}
