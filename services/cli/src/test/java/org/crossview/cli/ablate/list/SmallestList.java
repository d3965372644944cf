package org.crossview.cli.ablate.list;

/** A list file of one run on one town, in which tests change what they are about. */
final class SmallestList {
  private SmallestList() {}

  /**
   * The file's text.
   *
   * @param setting of its run, such as {@code network.steps: 1}; may be empty
   */
  static String minimal(String setting) {
    return """
    title: Smallest
    config: small
    seeds: [1]
    data: {seed: 1, towns: 1, pairs: 8, pitch: 10, tileWidth: [80, 80], aligned: true,
      validationSeed: 2, validationPairs: 0}
    tests: {aligned: {town: 2, tiles: 10}}
    runs:
      one: {%s}
    """
        .formatted(setting);
  }
}
