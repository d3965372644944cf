package org.crossview.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FolderListingTest {
  @Test
  void aBareNameIsLookedForInTheFolderOneStandsIn() {
    FolderListing listing = new FolderListing();
    // Tests stand in the folder of their module.
    assertThat(listing.has(Path.of("pom.xml"))).isTrue();
    assertThat(listing.has(Path.of("./pom.xml"))).isTrue();
    assertThat(listing.has(Path.of("nothing.xml"))).isFalse();
  }
}
