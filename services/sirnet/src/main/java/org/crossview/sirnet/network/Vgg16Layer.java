package org.crossview.sirnet.network;

import java.util.List;

/**
 * One convolution of VGG16.
 *
 * @param block 1..5; a max-pool stands before each but the first
 * @param number within the block, from 1
 * @param channels it gives in the paper's network
 */
public record Vgg16Layer(int block, int number, int channels) {
  private static final List<Vgg16Layer> ALL =
      List.of(
          new Vgg16Layer(1, 1, 64),
          new Vgg16Layer(1, 2, 64),
          new Vgg16Layer(2, 1, 128),
          new Vgg16Layer(2, 2, 128),
          new Vgg16Layer(3, 1, 256),
          new Vgg16Layer(3, 2, 256),
          new Vgg16Layer(3, 3, 256),
          new Vgg16Layer(4, 1, 512),
          new Vgg16Layer(4, 2, 512),
          new Vgg16Layer(4, 3, 512),
          new Vgg16Layer(5, 1, 512),
          new Vgg16Layer(5, 2, 512),
          new Vgg16Layer(5, 3, 512));

  /** The convolutions of a backbone, in their order. */
  public static List<Vgg16Layer> upTo(BackboneDepth depth) {
    return ALL.subList(0, depth.convolutions());
  }

  /** Channels of the convolution before it, or of the image. */
  public int inputChannels() {
    int before = ALL.indexOf(this) - 1;
    return before < 0 ? 3 : ALL.get(before).channels();
  }

  /** Its variables' name after the branch's prefix, without {@code .w} or {@code .b}. */
  public String variable() {
    return "vgg.conv%d_%d".formatted(block, number);
  }

  boolean isFirstOfItsBlock() {
    return number == 1;
  }

  /** As the reference code of SIRNet's predecessors has it: from conv4_1 on. */
  boolean hasDropout() {
    return block >= 4;
  }
}
