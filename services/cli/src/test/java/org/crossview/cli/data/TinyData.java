package org.crossview.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.crossview.core.image.BgrImage;
import org.crossview.imaging.Jpeg;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;

/** Data sets of a few small images in the layout of the downloads. */
public final class TinyData {
  private TinyData() {}

  /** CVUSA: images 1 to {@code train} to train on, the {@code val} after them to evaluate on. */
  public static Path cvusa(Path root, int train, int val) throws IOException {
    Files.createDirectories(root.resolve("splits"));
    for (int i = 1; i <= train + val; i++) {
      image(panoramaOfCvusa(root, i), 24, 132, i);
      image(tileOfCvusa(root, i), 40, 40, i);
    }
    Files.write(root.resolve("splits/train-19zl.csv"), rows(1, train));
    Files.write(root.resolve("splits/val-19zl.csv"), rows(train + 1, train + val));
    return root;
  }

  private static List<String> rows(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            i ->
                "bingmap/19/%1$07d.jpg,streetview/panos/%1$07d.jpg,streetview/annotations/%1$07d.png"
                    .formatted(i))
        .toList();
  }

  /** Where CVUSA has a panorama. */
  public static Path panoramaOfCvusa(Path root, int number) {
    return root.resolve("streetview/panos/%07d.jpg".formatted(number));
  }

  /** Where CVUSA has a tile. */
  public static Path tileOfCvusa(Path root, int number) {
    return root.resolve("bingmap/19/%07d.jpg".formatted(number));
  }

  /** CVACT: pairs p1, p2, ... east of each other; all are in each part. */
  public static Path cvact(Path root, int pairs, double metresApart) throws IOException {
    for (int i = 1; i <= pairs; i++) {
      for (String folder : new String[] {"ANU_data_small", "ANU_data_test"}) {
        image(root.resolve(folder + "/streetview/p" + i + "_grdView.jpg"), 32, 64, i);
        image(root.resolve(folder + "/satview_polish/p" + i + "_satView_polish.jpg"), 40, 40, i);
      }
    }
    List<String> ids = IntStream.rangeClosed(1, pairs).mapToObj(i -> "p" + i).toList();
    table(root.resolve("ACT_data.mat"), ids, metresApart);
    return root;
  }

  /** Writes {@code ACT_data.mat} with all pairs in each part. */
  public static void table(Path file, List<String> ids, double metresApart) throws IOException {
    Cell cells = Mat5.newCell(ids.size(), 1);
    Matrix utm = Mat5.newMatrix(ids.size(), 2);
    Matrix indices = Mat5.newMatrix(ids.size(), 1);
    for (int i = 0; i < ids.size(); i++) {
      cells.set(i, Mat5.newString(ids.get(i)));
      utm.setDouble(i, 0, 690_000 + i * metresApart);
      utm.setDouble(i, 1, 6_090_000);
      indices.setDouble(i, i + 1);
    }
    MatFile content = Mat5.newMatFile();
    content.addArray("panoIds", cells).addArray("utm", utm);
    content.addArray("trainSet", Mat5.newStruct().set("trainInd", indices));
    content.addArray("valSet", Mat5.newStruct().set("valInd", indices));
    content.addArray("valSetAll", Mat5.newStruct().set("valInd", indices));
    Mat5.writeToFile(content, file.toFile());
  }

  /** A JPEG with a pattern of its own. */
  public static void image(Path file, int height, int width, int number) throws IOException {
    byte[] bgr = new byte[height * width * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.round(128 + 100 * Math.sin(i * (number + 1) / 50.0));
    }
    Files.createDirectories(file.getParent());
    Files.write(file, Jpeg.encode(new BgrImage(height, width, bgr), 90));
  }

  /** The names of the files of a folder with an ending. */
  public static List<Path> files(Path folder, String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var all = Files.list(folder)) {
      all.filter(file -> file.toString().endsWith(ending)).sorted().forEach(found::add);
    }
    return found;
  }
}
