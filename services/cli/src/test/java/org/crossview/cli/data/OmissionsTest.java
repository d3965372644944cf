package org.crossview.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.crossview.datasets.split.Omission;
import org.junit.jupiter.api.Test;

class OmissionsTest {
  private static final Omission MISSING = Omission.missing(Path.of("a.jpg"));
  private static final Omission BROKEN =
      Omission.broken(Path.of("b.jpg"), new IOException("disk error"));

  private final Omissions omissions = new Omissions();

  @Test
  void anImageCountsOnceHoweverOftenItIsFound() {
    omissions.addAll(List.of(MISSING));
    omissions.add(BROKEN);
    omissions.addAll(List.of(MISSING));
    omissions.add(BROKEN);
    assertThat(omissions.summary()).isEqualTo("2 images left out: 1 missing, 1 broken");
  }

  @Test
  void theOneThatWasFoundLastIsTheLast() {
    omissions.add(BROKEN);
    omissions.add(MISSING);
    assertThat(omissions.all()).containsExactly(BROKEN, MISSING);
    omissions.add(BROKEN);
    assertThat(omissions.all()).containsExactly(MISSING, BROKEN);
  }
}
