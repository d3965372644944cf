package org.crossview.sirnet.network;

/** Settings under construction; see {@link SirNetSettings} for their meaning. */
public final class SirNetSettingsBuilder {
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
  private BackboneDepth backbone = BackboneDepth.CONV4_1;
  private RefinementKind refinement = RefinementKind.IRM;
  private HeadKind head = HeadKind.SIRNET;

  SirNetSettingsBuilder() {}

  public SirNetSettingsBuilder steps(int value) {
    steps = value;
    return this;
  }

  public SirNetSettingsBuilder widthMultiplier(double value) {
    widthMultiplier = value;
    return this;
  }

  /** The size of both views. */
  public SirNetSettingsBuilder inputSize(int height, int width) {
    return groundSize(height, width).aerialSize(height, width);
  }

  public SirNetSettingsBuilder groundSize(int height, int width) {
    groundHeight = height;
    groundWidth = width;
    return this;
  }

  public SirNetSettingsBuilder aerialSize(int height, int width) {
    aerialHeight = height;
    aerialWidth = width;
    return this;
  }

  /** Turning the polar transform off also turns the aerial branch's circular padding off. */
  public SirNetSettingsBuilder polar(boolean value) {
    polar = value;
    circularAerial &= value;
    return this;
  }

  public SirNetSettingsBuilder outputChannels(int value) {
    outputChannels = value;
    return this;
  }

  public SirNetSettingsBuilder dropout(double value) {
    dropout = value;
    return this;
  }

  public SirNetSettingsBuilder context(ContextKind value) {
    context = value;
    return this;
  }

  public SirNetSettingsBuilder dense(boolean value) {
    dense = value;
    return this;
  }

  public SirNetSettingsBuilder multiscale(boolean value) {
    multiscale = value;
    return this;
  }

  public SirNetSettingsBuilder circularGround(boolean value) {
    circularGround = value;
    return this;
  }

  public SirNetSettingsBuilder inputScale(double value) {
    inputScale = value;
    return this;
  }

  public SirNetSettingsBuilder circularAerial(boolean value) {
    circularAerial = value;
    return this;
  }

  public SirNetSettingsBuilder backbone(BackboneDepth value) {
    backbone = value;
    return this;
  }

  /** Anything but the iterative refinement has a single step. */
  public SirNetSettingsBuilder refinement(RefinementKind value) {
    refinement = value;
    steps = value == RefinementKind.IRM ? steps : 1;
    return this;
  }

  /** A head brings its backbone with it, and only SIRNet's has the multiscale context. */
  public SirNetSettingsBuilder head(HeadKind value) {
    head = value;
    backbone = value.backbone();
    multiscale &= value == HeadKind.SIRNET;
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
        inputScale,
        backbone,
        refinement,
        head);
  }
}
