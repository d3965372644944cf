package org.crossview.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.rejection.RejectionReason;
import org.crossview.proto.v1.DeadLetter;
import org.crossview.proto.v1.TileRef;
import org.junit.jupiter.api.Test;

class TileLettersTest {
  private final TileLetters letters = new TileLetters();

  @Test
  void aGalleryOfWhichEveryTileIsRejectedIsRefusedWithTheFirstReasons() {
    letters.add(letter("b.jpg", "no JPEG"));
    letters.add(letter("a.jpg", "ends early"));
    assertThatThrownBy(() -> letters.refuseIfAll(2))
        .isInstanceOf(UserErrorException.class)
        .hasMessage(
            "none of the 2 tiles can be used, so there is no gallery;"
                + " tile a.jpg, undecodable-image: ends early; tile b.jpg, undecodable-image: no JPEG");
  }

  @Test
  void aGalleryWithATileThatIsNotRejectedIsAwaited() {
    letters.add(letter("a.jpg", "ends early"));
    letters.add(letter("a.jpg", "ends early"));
    assertThatCode(() -> letters.refuseIfAll(2)).doesNotThrowAnyException();
  }

  @Test
  void noMoreThanFiveAreShown() {
    for (int i = 0; i < 9; i++) {
      letters.add(letter(i + ".jpg", "no JPEG"));
    }
    assertThat(letters.lines())
        .hasSize(5)
        .startsWith("dead letter: tile 0.jpg, undecodable-image: no JPEG");
  }

  private static DeadLetter letter(String tile, String detail) {
    return DeadLetter.newBuilder()
        .setTile(TileRef.newBuilder().setId(tile))
        .setReason(RejectionReason.UNDECODABLE_IMAGE.code())
        .setDetail(detail)
        .build();
  }
}
