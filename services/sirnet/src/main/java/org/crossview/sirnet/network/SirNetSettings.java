package org.crossview.sirnet.network;

/**
 * The shape of a network. The defaults are the paper's; {@link #builder()} starts from them.
 *
 * @param steps refinement steps T, 1..4
 * @param widthMultiplier factor on the channels of every layer but the last, more than 0; channels
 *     are rounded to multiples of 8, at least 8
 * @param groundHeight rows of a prepared panorama, a multiple of 32
 * @param groundWidth columns of a prepared panorama, a multiple of 8
 * @param aerialHeight rows of a prepared tile, a multiple of 32
 * @param aerialWidth columns of a prepared tile, a multiple of 8
 * @param polar whether tiles are polar transformed; then their columns close a circle
 * @param outputChannels channels of the last convolution, not multiplied
 * @param dropout fraction of activations dropped in training, 0 to less than 1
 * @param context what guides a refinement block
 * @param dense whether block t > 2 reads the outputs of all blocks before it
 * @param multiscale whether the aggregation adds the multiscale context
 * @param circularGround whether convolutions of the ground branch wrap around the width
 * @param circularAerial whether convolutions of the aerial branch wrap around the width
 * @param inputScale factor on the pixels after their mean is subtracted: 1 as VGG16 was trained;
 *     about 1/64 lets training from random weights move all layers alike
 */
public record SirNetSettings(
    int steps,
    double widthMultiplier,
    int groundHeight,
    int groundWidth,
    int aerialHeight,
    int aerialWidth,
    boolean polar,
    int outputChannels,
    double dropout,
    ContextKind context,
    boolean dense,
    boolean multiscale,
    boolean circularGround,
    boolean circularAerial,
    double inputScale) {

  /** The backbone halves height and width three times. */
  static final int BACKBONE_STRIDE = 8;

  /** The aggregation halves the height twice. */
  static final int AGGREGATION_STRIDE = 4;

  public SirNetSettings {
    check(steps >= 1 && steps <= 4, "steps", steps, "1 to 4");
    check(
        widthMultiplier > 0 && Double.isFinite(widthMultiplier),
        "widthMultiplier",
        widthMultiplier,
        "more than 0");
    check(isHeight(groundHeight), "groundHeight", groundHeight, "a positive multiple of 32");
    check(isWidth(groundWidth), "groundWidth", groundWidth, "a multiple of 8, at least 40");
    check(isHeight(aerialHeight), "aerialHeight", aerialHeight, "a positive multiple of 32");
    check(isWidth(aerialWidth), "aerialWidth", aerialWidth, "a multiple of 8, at least 40");
    check(outputChannels >= 1, "outputChannels", outputChannels, "at least 1");
    check(dropout >= 0 && dropout < 1, "dropout", dropout, "0 to less than 1");
    check(inputScale > 0 && Double.isFinite(inputScale), "inputScale", inputScale, "more than 0");
    check(polar || !circularAerial, "circularAerial", circularAerial, "false without polar");
    if (multiscale || context == ContextKind.LOCAL) {
      // A scale of 0.2 (0.3) of fewer than 5 (4) rows would leave no row.
      int least = multiscale ? 40 : 32;
      check(groundHeight >= least, "groundHeight", groundHeight, "at least " + least);
      check(aerialHeight >= least, "aerialHeight", aerialHeight, "at least " + least);
    }
    int ground = groundHeight * groundWidth;
    int aerial = aerialHeight * aerialWidth;
    check(
        ground == aerial,
        "aerialHeight * aerialWidth",
        aerial,
        "groundHeight * groundWidth = " + ground + ", so that both descriptors have one length");
  }

  private static boolean isHeight(int rows) {
    return rows > 0 && rows % (BACKBONE_STRIDE * AGGREGATION_STRIDE) == 0;
  }

  private static boolean isWidth(int columns) {
    return columns >= 40 && columns % BACKBONE_STRIDE == 0;
  }

  private static void check(boolean holds, String name, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "SIRNet setting %s is %s and must be %s".formatted(name, value, allowed));
    }
  }

  /** Rows of the map that a descriptor is flattened from; 4 for the paper's sizes. */
  public int descriptorRows() {
    return groundHeight / BACKBONE_STRIDE / AGGREGATION_STRIDE;
  }

  /** Columns of the map that a descriptor is flattened from; 64 for the paper's sizes. */
  public int descriptorColumns() {
    return groundWidth / BACKBONE_STRIDE;
  }

  /** Elements of one step's descriptor; 4096 for the paper's sizes. */
  public int descriptorLength() {
    return descriptorRows() * descriptorColumns() * outputChannels;
  }

  /** Rows of an input image of a view. */
  public int height(View view) {
    return view == View.GROUND ? groundHeight : aerialHeight;
  }

  /** Columns of an input image of a view. */
  public int width(View view) {
    return view == View.GROUND ? groundWidth : aerialWidth;
  }

  /** Bytes of an input image of a view: height * width * 3. */
  public int imageBytes(View view) {
    return height(view) * width(view) * 3;
  }

  boolean circular(View view) {
    return view == View.GROUND ? circularGround : circularAerial;
  }

  /** Channels of a layer that has {@code full} channels in the paper. */
  int channels(int full) {
    return Math.max(8, 8 * (int) Math.round(full * widthMultiplier / 8));
  }

  /** The paper's network: T = 3, 128 x 512, polar transform, dropout 0.2. */
  public static SirNetSettings paper() {
    return builder().build();
  }

  /** Starts from the paper's settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings under construction; see {@link SirNetSettings} for their meaning. */
  public static final class Builder {
    private int steps = 3;
    private double widthMultiplier = 1;
    private int groundHeight = 128;
    private int groundWidth = 512;
    private int aerialHeight = 128;
    private int aerialWidth = 512;
    private boolean polar = true;
    private int outputChannels = 16;
    private double dropout = 0.2;
    private ContextKind context = ContextKind.HEIGHT;
    private boolean dense = true;
    private boolean multiscale = true;
    private boolean circularGround;
    private boolean circularAerial = true;
    private double inputScale = 1;

    private Builder() {}

    public Builder steps(int value) {
      steps = value;
      return this;
    }

    public Builder widthMultiplier(double value) {
      widthMultiplier = value;
      return this;
    }

    /** The size of both views. */
    public Builder inputSize(int height, int width) {
      return groundSize(height, width).aerialSize(height, width);
    }

    public Builder groundSize(int height, int width) {
      groundHeight = height;
      groundWidth = width;
      return this;
    }

    public Builder aerialSize(int height, int width) {
      aerialHeight = height;
      aerialWidth = width;
      return this;
    }

    /** Turning the polar transform off also turns the aerial branch's circular padding off. */
    public Builder polar(boolean value) {
      polar = value;
      circularAerial &= value;
      return this;
    }

    public Builder outputChannels(int value) {
      outputChannels = value;
      return this;
    }

    public Builder dropout(double value) {
      dropout = value;
      return this;
    }

    public Builder context(ContextKind value) {
      context = value;
      return this;
    }

    public Builder dense(boolean value) {
      dense = value;
      return this;
    }

    public Builder multiscale(boolean value) {
      multiscale = value;
      return this;
    }

    public Builder circularGround(boolean value) {
      circularGround = value;
      return this;
    }

    public Builder inputScale(double value) {
      inputScale = value;
      return this;
    }

    public Builder circularAerial(boolean value) {
      circularAerial = value;
      return this;
    }

    public SirNetSettings build() {
      return new SirNetSettings(
          steps,
          widthMultiplier,
          groundHeight,
          groundWidth,
          aerialHeight,
          aerialWidth,
          polar,
          outputChannels,
          dropout,
          context,
          dense,
          multiscale,
          circularGround,
          circularAerial,
          inputScale);
    }
  }
}
