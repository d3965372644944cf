package org.crossview.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crossview.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir private Path root;
  @TempDir private Path folder;

  @Test
  void partsAreCountedAndWhatIsMissingOrBrokenIsNamed() throws Exception {
    TinyData.cvusa(root, 3, 2);
    Files.delete(TinyData.tileOfCvusa(root, 2));
    Files.writeString(TinyData.panoramaOfCvusa(root, 4), "no image");
    // A panorama of the wrong sides is broken too.
    TinyData.image(TinyData.panoramaOfCvusa(root, 5), 24, 64, 1);

    CommandRun plain = CommandRun.of("data", "cvusa:" + root);
    assertThat(plain.code()).isZero();
    assertThat(plain.out())
        .contains(
            "cvusa-train (CVUSA train): 3 panoramas named, 2 there with a right tile; 2 tiles;"
                + " 1 images missing, not decoded (--decode)")
        .contains(TinyData.tileOfCvusa(root, 2) + ": there is no such file")
        .contains("cvusa-val (CVUSA val): 2 panoramas named, 2 there");

    Path json = folder.resolve("check.json");
    CommandRun decoded = CommandRun.of("data", "cvusa:" + root, "--decode", "--json=" + json);
    assertThat(decoded.out())
        .contains("0 images missing, 2 broken")
        .contains(TinyData.panoramaOfCvusa(root, 4) + ": ")
        .contains(TinyData.panoramaOfCvusa(root, 5) + ": ");
    JsonNode val = new ObjectMapper().readTree(json.toFile()).get("parts").get(1);
    assertThat(val.get("name").textValue()).isEqualTo("cvusa-val");
    assertThat(val.get("usable").booleanValue()).isTrue();
    assertThat(val.get("panoramas").intValue()).isEqualTo(2);
    assertThat(val.get("broken")).hasSize(2);
    assertThat(val.get("broken").get(1).get("reason").textValue()).contains("ratio");
    assertThat(val.get("missing")).isEmpty();
  }

  @Test
  void aPartThatIsNotThereDoesNotHideTheOthers() throws Exception {
    TinyData.cvusa(root, 2, 2);
    Files.delete(root.resolve("splits/train-19zl.csv"));
    CommandRun run = CommandRun.of("data", "cvusa:" + root);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("cvusa-train: cannot be used; " + root.resolve("splits/train-19zl.csv"))
        .contains("cvusa-val (CVUSA val): 2 panoramas named, 2 there");
  }

  @Test
  void thousandsOfMissingImagesAreCountedAndOnlySomeNamed() throws Exception {
    TinyData.cvusa(root, 1, 30);
    for (int i = 2; i < 30; i++) {
      Files.delete(TinyData.tileOfCvusa(root, i));
    }
    CommandRun run = CommandRun.of("data", "cvusa-val:" + root);
    assertThat(run.out()).contains("28 images missing").contains("and 8 more;");
    assertThat(run.out().lines().filter(line -> line.contains("no such file"))).hasSize(20);
  }

  @Test
  void whatIsNoDataSetIsOneLineAndCodeTwo() {
    assertRefused("names no data set", "cvosa:" + root);
    assertRefused("there is no such folder", "cvusa:" + root.resolve("nowhere"));
    assertRefused("ACT_data.mat: there is no such file", "cvact:" + root);
    assertRefused("pairs.csv: there is no such file", "pairs:" + root);
  }

  @Test
  void aJsonFileThatCannotBeWrittenIsRefusedBeforeTheCheck() throws Exception {
    TinyData.cvusa(root, 1, 1);
    CommandRun run = CommandRun.of("data", "cvusa:" + root, "--json=" + folder + "/nowhere/x.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).contains("nowhere/x.json cannot be written");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theFaultOfTheDataIsSaidWhereTheJsonFailsAsWell() {
    // No file has so long a name, but its folder is there.
    Path json = folder.resolve("x".repeat(300));
    CommandRun run = CommandRun.of("data", "cvact:" + root, "--json=" + json);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).contains("ACT_data.mat: there is no such file");
  }

  private static void assertRefused(String reason, String data) {
    CommandRun run = CommandRun.of("data", data);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors().strip().lines()).hasSize(1);
    assertThat(run.errors()).startsWith("crossview data: ").contains(reason);
  }
}
