package org.crossview.town.render;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Ground;

/**
 * Colours of surfaces on one day. Results are left in {@link #r}, {@link #g}, {@link #b}: 0..255
 * and above.
 */
final class Light {
  private static final int[] GROUND = new int[Ground.values().length];

  static {
    set(Ground.LAWN, 0x66763E);
    set(Ground.MEADOW, 0x7A7A4A);
    set(Ground.GARDEN, 0x58603A);
    set(Ground.FOREST_FLOOR, 0x5E5640);
    set(Ground.CROP, 0x6A8044);
    set(Ground.PLOUGHED, 0x7C6450);
    set(Ground.BARE_SOIL, 0x8A7458);
    set(Ground.GRAVEL, 0xA09684);
    set(Ground.SAND, 0xBBA87E);
    set(Ground.WATER, 0x3C4C50);
    set(Ground.POOL, 0x58A8BC);
    set(Ground.ASPHALT_NEW, 0x4E4E50);
    set(Ground.ASPHALT, 0x6C6B6A);
    set(Ground.ASPHALT_OLD, 0x8A8782);
    set(Ground.ASPHALT_PATCH, 0x56555A);
    set(Ground.LOT_ASPHALT, 0x74726E);
    set(Ground.CONCRETE, 0xA8A49A);
    set(Ground.PAVEMENT, 0xA09A8E);
    set(Ground.PAVERS, 0x948A7C);
    set(Ground.RED_PAVERS, 0x94705C);
    set(Ground.DRIVE_CONCRETE, 0xB4AEA2);
    set(Ground.KERB, 0xBAB6AC);
    set(Ground.WHITE_PAINT, 0xDCDAD2);
    set(Ground.YELLOW_PAINT, 0xC8A848);
    set(Ground.MANHOLE, 0x484644);
    set(Ground.COURT_RED, 0x9A5440);
    set(Ground.COURT_GREEN, 0x4A7058);
    set(Ground.TERRACE, 0xA88C72);
  }

  private final float[] palette = new float[GROUND.length * 3];
  private final byte[] texture = new byte[GROUND.length];
  private final float[] textures = new float[3];
  private float shineR;
  private float shineG;
  private float shineB;
  final Conditions day;
  float r;
  float g;
  float b;

  Light(Conditions day, long townSeed) {
    this.day = day;
    HashRandom town = new HashRandom(townSeed, 810);
    for (int i = 0; i < GROUND.length; i++) {
      Ground ground = Ground.of((byte) i);
      boolean green = ground.code() <= Ground.CROP.code();
      boolean hard = ground.code() >= Ground.ASPHALT_NEW.code() && ground != Ground.POOL;
      double light = 1 + .1 * town.bell();
      for (int c = 0; c < 3; c++) {
        double v = (GROUND[i] >> (16 - 8 * c) & 255) * light * (1 + .03 * town.bell());
        v *= green ? day.lawnTint[c] : 1;
        v *= hard ? day.wet : 1;
        palette[3 * i + c] = (float) v;
      }
      texture[i] =
          (byte) (green ? 2 : ground == Ground.WATER || ground == Ground.POOL ? 0 : hard ? 1 : 2);
    }
  }

  private static void set(Ground ground, int rgb) {
    GROUND[ground.code()] = rgb;
  }

  /** Prepares texture and light of the ground at a place. */
  void atGround(double x, double y, float lit, double cosine) {
    float rough = Noise.cloudy(x * 4, y * 4);
    float patchy = Noise.cloudy(x * .6 + 91, y * .6);
    float grain = Noise.grainy(x * 11, y * 11);
    textures[0] = .9f + .2f * patchy;
    textures[1] = .8f + .2f * grain + .2f * patchy;
    textures[2] = .62f + .42f * rough + .34f * patchy;
    float s = day.sun * lit * (float) cosine * 1.25f;
    shineR = s * 1.03f + day.sky[0];
    shineG = s + day.sky[1];
    shineB = s * .94f + day.sky[2];
  }

  /** The lit colour of a material at the prepared place. */
  void ground(byte material) {
    float t = textures[texture[material]];
    int i = 3 * material;
    r = palette[i] * t * shineR;
    g = palette[i + 1] * t * shineG;
    b = palette[i + 2] * t * shineB;
  }

  /** Sets the unlit colour. */
  void colour(int rgb, float factor) {
    r = (rgb >> 16 & 255) * factor;
    g = (rgb >> 8 & 255) * factor;
    b = (rgb & 255) * factor;
  }

  /** Leaves: the season's tint, except for evergreens. */
  void leaves(int rgb, boolean evergreen, float factor) {
    colour(rgb, factor);
    if (!evergreen) {
      r *= day.leafTint[0];
      g *= day.leafTint[1];
      b *= day.leafTint[2];
    }
  }

  /**
   * Lights the colour.
   *
   * @param cosine of the angle between the surface's normal and the sun, or less than 0
   * @param lit share of the sun that reaches the surface, 0..1
   * @param open share of the sky that the surface sees, 0..1
   */
  void shine(double cosine, float lit, float open) {
    float s = day.sun * lit * (float) Math.max(0, cosine) * 1.25f;
    r *= s * 1.03f + day.sky[0] * open;
    g *= s + day.sky[1] * open;
    b *= s * .94f + day.sky[2] * open;
  }

  /** Fades the colour into the haze. */
  void fade(double metres) {
    float k = (float) (metres / (metres + day.hazeMetres * 2.5));
    r += (day.haze[0] - r) * k;
    g += (day.haze[1] - g) * k;
    b += (day.haze[2] - b) * k;
  }

  /** The sky in a direction; {@code up} is the sine of the elevation. */
  void sky(double dx, double dy, double up) {
    float k = (float) Math.sqrt(Math.max(0, up));
    r = day.haze[0] + (day.zenith[0] - day.haze[0]) * k;
    g = day.haze[1] + (day.zenith[1] - day.haze[1]) * k;
    b = day.haze[2] + (day.zenith[2] - day.haze[2]) * k;
    double cos = Math.sqrt(Math.max(0, 1 - up * up));
    // A layer of clouds above a flat world, so that they crowd towards the horizon.
    double spread = 60 * cos / (up + .12);
    float cloud = Noise.smooth(dx * spread + (day.seed & 511), dy * spread + (day.seed >> 9 & 511));
    float cover = (float) Math.max(0, Math.min(1, (cloud - 1 + day.clouds) * 3.5));
    float white = 205 + 40 * cloud;
    r += (white - r) * cover * .85f;
    g += (white - g) * cover * .85f;
    b += (white + 4 - b) * cover * .85f;
    double toSun = (dx * day.sunX + dy * day.sunY) * cos + up * day.sunZ;
    if (toSun > .955 && day.sun > .3f) {
      float glow = (float) ((toSun - .955) / .045);
      glow = glow * glow * glow * 230 * (toSun > .9985 ? 2 : 1);
      r += glow;
      g += glow;
      b += glow * .9f;
    }
  }
}
