package org.crossview.cli.demo;

import java.util.List;
import org.crossview.imaging.folder.GalleryTile;

/** What a run plays: a gallery and the panoramas that are sent against it. */
interface DemoScene {
  /** One line about it, such as {@code town 1, 1000 tiles}. */
  String title();

  /** Makes what is not there yet; may take a minute and shows its progress. */
  void prepare();

  /** The gallery; {@link #prepare} comes first. */
  List<GalleryTile> tiles();

  /** How many panoramas are sent. */
  int shots();

  /**
   * Makes a panorama.
   *
   * @param index 0 to shots - 1, in the order of sending
   */
  Shot shot(int index);

  /** When a panorama is sent, seconds after the first one. Never falls with the index. */
  double secondsOf(int index);

  /** When a panorama counts as located. */
  Scoring scoring();
}
