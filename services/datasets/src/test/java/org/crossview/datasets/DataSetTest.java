package org.crossview.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
  @Test
  void aNameIsASetPerhapsAPartAndAFolder() {
    assertThat(DataSet.parse("cvusa:/data/x").parts())
        .extracting(DataSet.Unread::name)
        .containsExactly("cvusa-train", "cvusa-val");
    assertThat(DataSet.parse("cvact-test:C:/data").parts())
        .extracting(DataSet.Unread::name)
        .containsExactly("cvact-test");
    assertThat(DataSet.parse("vigor:x").kind()).isEqualTo(DataSetKind.VIGOR_SAME);
    assertThat(DataSet.parse("vigor-cross:x").parts())
        .extracting(DataSet.Unread::name)
        .containsExactly("vigor-cross-train", "vigor-cross-test");
    assertThat(DataSet.parse("pairs:x").parts())
        .extracting(DataSet.Unread::name)
        .containsExactly("pairs");
  }

  @Test
  void whatIsNoNameIsRefusedWithThoseThereAre() {
    for (String wrong : new String[] {"", "nothing", "cvusa-test:x", "CVUSA:x", "pairs-:x"}) {
      assertThatThrownBy(() -> DataSet.parse(wrong))
          .hasMessageContaining("'" + wrong + "' names no data set")
          .hasMessageContaining("cvact[-train|val|test]");
    }
    assertThatThrownBy(() -> DataSet.parse("cvusa")).hasMessageContaining("names no folder");
    assertThatThrownBy(() -> DataSet.parse("cvusa:")).hasMessageContaining("names no folder");
  }

  @Test
  void theEvaluatedPartIsThePublishedOneUnlessNamed(@TempDir Path root) throws Exception {
    for (String part : new String[] {"train", "val"}) {
      Miniature.text(root.resolve("splits/" + part + "-19zl.csv"), part + ".jpg,p.jpg,a.png");
      Miniature.tile(root.resolve(part + ".jpg"));
    }
    Miniature.strip(root.resolve("p.jpg"));
    assertThat(DataSet.parse("cvusa:" + root).evaluated().name()).isEqualTo("CVUSA val");
    assertThat(DataSet.parse("cvusa-train:" + root).evaluated().name()).isEqualTo("CVUSA train");
    assertThat(DataSet.parse("cvusa:" + root).training().name()).isEqualTo("CVUSA train");
    assertThatThrownBy(() -> DataSet.parse("cvusa-val:" + root).training())
        .hasMessageContaining("say cvusa:" + root);
  }

  @Test
  void aRootThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> DataSet.parse("cvusa:/no/where").evaluated())
        .hasMessageContaining("/no/where: there is no such folder; cvusa:ROOT");
  }
}
