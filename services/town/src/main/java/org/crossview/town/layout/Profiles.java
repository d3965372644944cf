package org.crossview.town.layout;

import org.crossview.town.layout.Street.Markings;
import org.crossview.town.layout.Street.Profile;
import org.crossview.town.noise.HashRandom;
import org.crossview.town.scene.Ground;

/** Draws the cross-sections of streets. */
final class Profiles {
  private Profiles() {}

  /** A street between pavements. */
  static Profile urban(HashRandom r, boolean main) {
    double half = main ? r.between(4.8, 7.5) : r.between(2.8, 5);
    double verge = r.chance(.5) ? r.between(.8, main ? 4 : 5) : 0;
    double pavement = r.between(1.2, main ? 4 : 3);
    Markings markings =
        main
            ? r.pick(Markings.LANES, Markings.DASHED, Markings.DASHED, Markings.DOUBLE_YELLOW)
            : r.pick(Markings.NONE, Markings.NONE, Markings.NONE, Markings.DASHED);
    double median = main && half > 6.3 && r.chance(.45) ? r.between(1, 2) : 0;
    return new Profile(
        median > 0 ? half + 1 : half,
        verge,
        pavement,
        markings,
        r.chance(.6) ? r.between(.3, 1) : 0,
        r.between(0, .6),
        surface(r),
        r.chance(.93),
        median,
        r.chance(main ? .5 : .2));
  }

  /** A country road: no pavement, wide shoulders, at times no asphalt. */
  static Profile rural(HashRandom r, boolean main) {
    boolean dirt = !main && r.chance(.2);
    Markings markings =
        dirt
            ? Markings.NONE
            : r.pick(Markings.DOUBLE_YELLOW, Markings.DASHED, Markings.DASHED, Markings.NONE);
    return new Profile(
        r.between(2.5, main ? 4.6 : 3.6),
        r.between(1.5, 7),
        r.chance(.2) ? r.between(1, 1.8) : .05,
        markings,
        r.chance(.3) ? r.between(.1, .6) : 0,
        0,
        dirt ? r.pick(Ground.GRAVEL, Ground.BARE_SOIL, Ground.SAND) : surface(r),
        false,
        0,
        !dirt && r.chance(.6));
  }

  private static Ground surface(HashRandom r) {
    return r.pick(Ground.ASPHALT, Ground.ASPHALT, Ground.ASPHALT_OLD, Ground.ASPHALT_NEW);
  }
}
