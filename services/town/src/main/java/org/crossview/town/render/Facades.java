package org.crossview.town.render;

import org.crossview.town.noise.HashRandom;
import org.crossview.town.noise.Noise;
import org.crossview.town.scene.Box;
import org.crossview.town.scene.Look;

/** The unlit colours of the walls of buildings, with their windows, doors and gates. */
final class Facades {
  private Facades() {}

  /**
   * A point of a wall in the grid of its bays and storeys.
   *
   * @param face which of the four walls
   * @param from distance from the wall's end, metres
   * @param z height, metres
   * @param bays of the wall
   * @param bay width of each, metres
   * @param column bay of the point, from 0
   * @param floor storey of the point, from 0
   * @param inX place within the bay, 0..1
   * @param inZ place within the storey, 0..1
   */
  private record Spot(
      int face,
      double from,
      double z,
      int bays,
      double bay,
      int column,
      int floor,
      double inX,
      double inZ) {
    static Spot of(Look look, int face, double s, double half, double z) {
      double from = s + half;
      int bays = Math.max(1, (int) Math.round(2 * half / look.bay()));
      double bay = 2 * half / bays;
      int column = Math.min(bays - 1, (int) (from / bay));
      int floor = (int) (z / look.storey());
      return new Spot(
          face, from, z, bays, bay, column, floor, from / bay - column, z / look.storey() - floor);
    }

    /** The brightness of plaster here. */
    float grain() {
      return .84f
          + .18f * Noise.grainy(from * 5 + face * 77, z * 7)
          + .16f * Noise.cloudy(from * .8, z * 1.2 + face * 41);
    }

    /** Whether the storey fits below the eave, so that it has windows. */
    boolean hasRoom(Box box) {
      return (floor + .95) * box.look.storey() <= box.eave + .3;
    }

    /** Tells the bay of this storey from all others. */
    long cell(Look look) {
      return look.seed() + floor * 1009L + column * 31L + face * 7L;
    }
  }

  /**
   * A point of a building's wall.
   *
   * @param s distance from the wall's middle, metres
   * @param half half the wall's length, metres
   * @param z height, metres
   */
  static void wall(Light out, Box box, int face, double s, double half, double z) {
    Look look = box.look;
    Spot spot = Spot.of(look, face, s, half, z);
    switch (look.facade()) {
      case BLANK -> blank(out, look, spot);
      case PUNCHED -> punched(out, box, spot);
      case RIBBON -> ribbon(out, box, spot);
      case CURTAIN -> pane(out, look, spot, spot.inX < .05 || spot.inZ < .05);
      case SHOP -> {
        if (spot.floor > 0) {
          // Flats above it.
          punched(out, box, spot);
        } else {
          shop(out, look, spot);
        }
      }
      case GARAGE -> garage(out, box, spot);
    }
  }

  /** Sheets without windows. */
  private static void blank(Light out, Look look, Spot spot) {
    out.colour(look.wall(), spot.grain() * ((int) (spot.from * 2) % 2 == 0 ? 1 : .95f));
  }

  /** A window in each bay, and a door at the street. */
  private static void punched(Light out, Box box, Spot spot) {
    Look look = box.look;
    boolean door =
        spot.floor == 0 && spot.column == (int) (look.seed() & 63) % spot.bays && spot.face < 2;
    double low = door ? 0 : .5 - look.windowHeight() * .45;
    double high = door ? .72 : low + look.windowHeight();
    double half = door ? Math.min(.3, .55 / spot.bay) : look.windowWidth() / 2;
    double d = Math.abs(spot.inX - .5);
    boolean open = spot.hasRoom(box) && d < half && spot.inZ > low && spot.inZ < high;
    if (open && door) {
      out.colour(look.trim(), .6f);
    } else if (open) {
      boolean frame =
          half - d < .06 / spot.bay * 1.4 || high - spot.inZ < .03 || d < .03 / spot.bay;
      pane(out, look, spot, frame);
    } else {
      boolean band = spot.inZ < .05 && spot.floor > 0 && (look.seed() & 3) == 0;
      out.colour(band ? look.trim() : look.wall(), spot.grain());
    }
  }

  /** Glass all along each storey. */
  private static void ribbon(Light out, Box box, Spot spot) {
    Look look = box.look;
    double low = .5 - look.windowHeight() / 2;
    if (spot.inZ > low && spot.inZ < low + look.windowHeight() && spot.hasRoom(box)) {
      pane(out, look, spot, spot.inX < .05);
    } else {
      out.colour(look.wall(), spot.grain());
    }
  }

  /** A shop window in each bay below a sign. */
  private static void shop(Light out, Look look, Spot spot) {
    if (spot.inZ < .72 && spot.inZ > .12 && Math.abs(spot.inX - .5) < .42) {
      pane(out, look, spot, false);
    } else if (spot.inZ > .74 && spot.inZ < .92) {
      out.colour((int) HashRandom.mix(look.seed() + spot.face) & 0xFFFFFF, .9f);
    } else {
      out.colour(look.wall(), spot.grain() * .9f);
    }
  }

  /** Gates at the street. */
  private static void garage(Light out, Box box, Spot spot) {
    Look look = box.look;
    if (Math.abs(spot.inX - .5) < look.windowWidth() / 2
        && spot.z < Math.min(box.eave * .8, 4)
        && spot.face < 2) {
      out.colour(look.trim(), (int) (spot.z * 5) % 2 == 0 ? .9f : .78f);
    } else {
      out.colour(look.wall(), spot.grain());
    }
  }

  /** A window that is light inside, dark or has its curtains drawn. */
  private static void pane(Light out, Look look, Spot spot, boolean frame) {
    if (frame) {
      out.colour(look.trim(), .95f);
      return;
    }
    float h = HashRandom.unit(spot.cell(look), 5);
    if (h < .12f) {
      out.colour(0xC8C0B0, .9f);
    } else {
      out.colour(0x38424C, .6f + .9f * h + .5f * (float) spot.inZ);
    }
  }
}
