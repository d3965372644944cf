package org.crossview.cli.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.crossview.cli.CodeFingerprint;
import org.crossview.cli.PropertiesFile;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.town.Town;
import org.crossview.town.TownSettings;

/**
 * What the pictures of a folder show, noted in {@value #FILE} before the first of them: their names
 * do not say it, and a folder that went on with other settings would mix two towns.
 */
final class TownNote {
  static final String FILE = "town.properties";

  private final SequencedMap<String, String> settings = new LinkedHashMap<>();

  TownNote(TownSettings town, int panoramas) {
    settings.put("seed", Long.toString(town.seed()));
    settings.put("tiles", Integer.toString(town.tiles()));
    settings.put("pitch", Double.toString(town.pitchMetres()));
    settings.put("width", Double.toString(town.tileWidthMetres()));
    settings.put("panoramas", Integer.toString(panoramas));
    settings.put("code", CodeFingerprint.of(Town.class));
  }

  /**
   * Notes the settings in a folder without pictures, or sees that those that are there are of the
   * same ones.
   *
   * @throws UserErrorException if they are not, or nothing says of which they are
   */
  void claim(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      PropertiesFile.requireSame(
          folder, PropertiesFile.read(file), settings, "pictures of other", "folder");
      return;
    }
    if (Files.exists(folder.resolve(TownFolder.TILES))
        || Files.exists(folder.resolve(TownFolder.PANORAMAS))) {
      throw new UserErrorException(
          "%s holds pictures, and no %s says of which town: name another folder, or empty it"
              .formatted(folder, FILE));
    }
    PropertiesFile.write(file, settings, "What the pictures in this folder show.");
  }
}
