package org.crossview.cli.ablate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.datasets.DataSetKind;
import org.junit.jupiter.api.Test;

class DataRootsTest {
  private final DataRoots roots = new DataRoots(List.of("cvact:/data/CVACT"));

  @Test
  void aPartOfADataSetLiesWhereTheDataSetLies() {
    assertThat(roots.find("test 'fine'", "cvact-test").dataSet())
        .hasToString("cvact-test:/data/CVACT");
  }

  @Test
  void aFolderInTheListIsStronger() {
    assertThat(roots.find("data", "cvact:/other").dataSet()).hasToString("cvact:/other");
    assertThat(roots.find("data", "cvusa:/other").dataSet().kind()).isEqualTo(DataSetKind.CVUSA);
  }

  @Test
  void aDataSetWithoutAFolderIsNamedWithTheOptionThatIsMissing() {
    assertThatThrownBy(() -> roots.find("test 'aligned'", "cvusa"))
        .isInstanceOf(UserErrorException.class)
        .hasMessage(
            "test 'aligned' needs the data set cvusa: say where it lies with --data cvusa:ROOT");
  }

  @Test
  void whatIsNoDataSetIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> roots.find("data", "imagenet"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("data: 'imagenet' names no data set")
        .hasMessageContaining("cvusa");
  }

  @Test
  void dataThatNoListAsksForIsRefused() {
    assertThatThrownBy(roots::requireUsed)
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("--data names cvact, and the list asks for no data set")
        .hasMessageContaining("--base");
    roots.find("data", "cvact");
    roots.requireUsed();
  }

  @Test
  void twoFoldersForOneDataSetAreRefused() {
    assertThatThrownBy(() -> new DataRoots(List.of("cvusa:/a", "cvusa-val:/b")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("/a and /b");
  }
}
