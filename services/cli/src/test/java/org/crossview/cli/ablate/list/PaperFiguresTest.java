package org.crossview.cli.ablate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PaperFiguresTest {
  private static final String SEVERAL =
      """
      {"cvusa": [93.74, 98.02], "cvact": 86.02, "cvact-test": [65.55]}""";

  @Test
  void aFigureStandsBesideTheDataSetThatItIsOf() throws IOException {
    PaperFigures figures = figures(SEVERAL);

    assertThat(figures.beside(set("cvusa:/data/CVUSA"))).contains(figure(93.74, ""));
    assertThat(figures.beside(set("cvact"))).contains(figure(86.02, ""));
    assertThat(figures.beside(set("cvact-val"))).contains(figure(86.02, ""));
    assertThat(figures.beside(set("cvact-test"))).contains(figure(65.55, ""));
    assertThat(figures.beside(set("vigor-same"))).isEmpty();
  }

  @Test
  void inATownTheFirstStandsAndSaysWhatItIsOfUnlessThatIsCvusa() throws IOException {
    assertThat(figures(SEVERAL).beside(town())).contains(figure(93.74, ""));
    assertThat(figures("{\"cvact-test\": [65.55]}").beside(town()))
        .contains(figure(65.55, "cvact-test"));
  }

  @Test
  void figuresOfNoCertainDataSetStandBesideAny() throws IOException {
    assertThat(figures("1.46").beside(set("cvact"))).contains(figure(1.46, ""));
    assertThat(figures("[93.74, 98.02]").beside(town())).contains(figure(93.74, ""));
  }

  @Test
  void whatIsNoFigureIsNamed() {
    for (String none : new String[] {"\"high\"", "[]", "{}", "{\"cvusa\": []}", "[1, true]"}) {
      assertThatThrownBy(() -> figures(none))
          .hasMessageContaining("paper has ")
          .hasMessageContaining("where figures belong: say 1.46");
    }
  }

  private static PaperFigures figures(String json) throws IOException {
    return new ObjectMapper().readValue(json, PaperFigures.class);
  }

  private static PaperFigures.Figure figure(double value, String of) {
    return new PaperFigures.Figure(value, of);
  }

  private static AblationList.TestSpec set(String name) {
    return new AblationList.TestSpec(name, 0, 0, false, 0, null);
  }

  private static AblationList.TestSpec town() {
    return new AblationList.TestSpec(null, 1, 100, false, 0, null);
  }
}
