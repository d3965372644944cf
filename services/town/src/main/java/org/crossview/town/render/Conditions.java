package org.crossview.town.render;

import org.crossview.town.noise.HashRandom;

/**
 * The day of a picture: sun, weather, season, traffic and camera. Nothing here changes where things
 * stand.
 */
public final class Conditions {
  final long seed;

  /** Unit vector to the sun. */
  final double sunX;

  final double sunY;
  final double sunZ;

  /** Strength of the sun and of the sky; a flat surface in full light gets about 1. */
  final float sun;

  final float[] sky;
  final float[] haze;
  final double hazeMetres;
  final float[] zenith;
  final double clouds;

  /** 1 is full foliage, less shows twigs. */
  final double foliage;

  final float[] leafTint;
  final float[] lawnTint;
  final float wet;
  final float[] gain;
  final float gamma;
  final float blur;

  /** Metres that a point of a tile moves per metre of its height: no survey looks straight down. */
  final double leanX;

  final double leanY;

  /** The camera's tilt to the front and to the right, radians. */
  final double pitch;

  final double roll;
  final float noise;

  /** The order of the draws is part of the day: another one gives other pictures. */
  private Conditions(long seed, boolean aerial) {
    this.seed = seed;
    HashRandom r = new HashRandom(seed, aerial ? 801 : 802);
    double azimuth = r.between(0, 2 * Math.PI);
    double elevation = StrictMath.toRadians(r.between(aerial ? 28 : 18, 66));
    sunX = StrictMath.sin(azimuth) * StrictMath.cos(elevation);
    sunY = StrictMath.cos(azimuth) * StrictMath.cos(elevation);
    sunZ = StrictMath.sin(elevation);
    boolean overcast = r.chance(aerial ? .15 : .35);
    clouds = overcast ? r.between(.75, 1) : r.between(0, .6);
    sun = (float) (overcast ? r.between(0, .12) : r.between(.5, .85));
    sky = sky(overcast, r);
    haze = tint(170, 215, 185, 220, 195, 230, r);
    hazeMetres = r.between(160, 900);
    zenith = zenith(overcast, r);
    Season season = Season.of(r);
    foliage = season.foliage;
    leafTint = season.leafTint;
    lawnTint = lawnTint(r);
    wet = r.chance(.1) ? (float) r.between(.7, .9) : 1;
    gain = gain(aerial, r);
    gamma = (float) StrictMath.exp(.12 * r.bell());
    blur = (float) r.between(.03, aerial ? .2 : .13);
    double lean = aerial ? Math.min(1.5, Math.abs(r.bell())) * .07 : 0;
    double towards = r.between(0, 2 * Math.PI);
    leanX = lean * StrictMath.cos(towards);
    leanY = lean * StrictMath.sin(towards);
    pitch = r.bell() * .012;
    roll = r.bell() * .012;
    noise = (float) r.between(1, aerial ? 5 : 6);
  }

  /** A clear sky is bluer than clouds. */
  private static float[] sky(boolean overcast, HashRandom r) {
    float ambient = (float) (overcast ? r.between(.8, 1) : r.between(.34, .58));
    float blue = overcast ? 1.02f : 1.08f;
    return new float[] {ambient * (2 - blue), ambient, ambient * blue};
  }

  private static float[] zenith(boolean overcast, HashRandom r) {
    double grey = r.between(overcast ? 150 : 45, overcast ? 215 : 125);
    return overcast
        ? new float[] {(float) grey, (float) grey + 3, (float) grey + 9}
        : new float[] {
          (float) grey, (float) (grey + r.between(32, 55)), (float) (grey + r.between(80, 120))
        };
  }

  /** The trees of a time of the year. */
  private record Season(double foliage, float[] leafTint) {
    static Season of(HashRandom r) {
      double time = r.next();
      if (time < .62) {
        return new Season(r.between(.85, 1), tint(.85, 1.15, .9, 1.12, .8, 1.1, r));
      }
      if (time < .82) {
        return new Season(r.between(.6, 1), tint(1.3, 2, .9, 1.2, .5, .8, r));
      }
      return new Season(r.between(.15, .5), tint(1.1, 1.4, .8, 1, .8, 1.1, r));
    }
  }

  /** The drier, the yellower. */
  private static float[] lawnTint(HashRandom r) {
    double dry = r.next();
    return new float[] {
      (float) (.8 + .5 * dry * dry), (float) (.92 + .1 * dry), (float) (.85 + .4 * dry)
    };
  }

  /** The camera's exposure and white balance. */
  private static float[] gain(boolean aerial, HashRandom r) {
    float exposure = (float) StrictMath.exp(r.bell() * (aerial ? .2 : .15));
    return new float[] {
      exposure * (float) (1 + .03 * r.bell()),
      exposure * (float) (1 + .012 * r.bell()),
      exposure * (float) (1 + .03 * r.bell())
    };
  }

  /** Red, green and blue, each between its bounds. */
  private static float[] tint(
      double red0,
      double red1,
      double green0,
      double green1,
      double blue0,
      double blue1,
      HashRandom r) {
    return new float[] {
      (float) r.between(red0, red1),
      (float) r.between(green0, green1),
      (float) r.between(blue0, blue1)
    };
  }

  /** The day of an aerial survey. */
  public static Conditions aerial(long seed) {
    return new Conditions(seed, true);
  }

  /** The day of a drive. */
  public static Conditions street(long seed) {
    return new Conditions(seed, false);
  }
}
