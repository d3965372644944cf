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
    float ambient = (float) (overcast ? r.between(.8, 1) : r.between(.34, .58));
    float blue = overcast ? 1.02f : 1.08f;
    sky = new float[] {ambient * (2 - blue), ambient, ambient * blue};
    haze =
        new float[] {
          (float) r.between(170, 215), (float) r.between(185, 220), (float) r.between(195, 230)
        };
    hazeMetres = r.between(160, 900);
    double grey = r.between(overcast ? 150 : 45, overcast ? 215 : 125);
    zenith =
        overcast
            ? new float[] {(float) grey, (float) grey + 3, (float) grey + 9}
            : new float[] {
              (float) grey, (float) (grey + r.between(32, 55)), (float) (grey + r.between(80, 120))
            };
    double season = r.next();
    if (season < .62) {
      foliage = r.between(.85, 1);
      leafTint =
          new float[] {
            (float) r.between(.85, 1.15), (float) r.between(.9, 1.12), (float) r.between(.8, 1.1)
          };
    } else if (season < .82) {
      foliage = r.between(.6, 1);
      leafTint =
          new float[] {
            (float) r.between(1.3, 2), (float) r.between(.9, 1.2), (float) r.between(.5, .8)
          };
    } else {
      foliage = r.between(.15, .5);
      leafTint =
          new float[] {
            (float) r.between(1.1, 1.4), (float) r.between(.8, 1), (float) r.between(.8, 1.1)
          };
    }
    double dry = r.next();
    lawnTint =
        new float[] {
          (float) (.8 + .5 * dry * dry), (float) (.92 + .1 * dry), (float) (.85 + .4 * dry)
        };
    wet = r.chance(.1) ? (float) r.between(.7, .9) : 1;
    float exposure = (float) StrictMath.exp(r.bell() * (aerial ? .2 : .15));
    gain =
        new float[] {
          exposure * (float) (1 + .03 * r.bell()),
          exposure * (float) (1 + .012 * r.bell()),
          exposure * (float) (1 + .03 * r.bell())
        };
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

  /** The day of an aerial survey. */
  public static Conditions aerial(long seed) {
    return new Conditions(seed, true);
  }

  /** The day of a drive. */
  public static Conditions street(long seed) {
    return new Conditions(seed, false);
  }
}
