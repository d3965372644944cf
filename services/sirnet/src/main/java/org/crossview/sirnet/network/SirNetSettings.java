package org.crossview.sirnet.network;

/**
 * The shape of a network; the configuration {@code full} has the paper's.
 *
 * @param steps refinement steps T, 1..4
 * @param widthMultiplier factor on the channels of every layer but the last, more than 0; channels
 *     are rounded to multiples of 8, at least 8
 * @param groundHeight rows of a prepared panorama, a multiple of the backbone's stride (8, after
 *     conv5_3 16) times 4 (heads of SIRNet and DSM) or 2 (SAFA, CVFT), and at least the stride
 *     times 5 with the multiscale context, times 4 with a local one, times 2 without
 * @param groundWidth columns of a prepared panorama, a multiple of the backbone's stride, twice it
 *     with the heads of SAFA and CVFT; its least size is that of the rows
 * @param aerialHeight rows of a prepared tile, as of a panorama
 * @param aerialWidth columns of a prepared tile, as of a panorama
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
 * @param backbone how many of VGG16's convolutions come first
 * @param refinement what follows them; without the iterative refinement there is one step
 * @param head what makes the descriptors
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
    double inputScale,
    BackboneDepth backbone,
    RefinementKind refinement,
    HeadKind head) {

  public SirNetSettings {
    SirNetLimits.check(steps >= 1 && steps <= 4, "steps", steps, "1 to 4");
    SirNetLimits.check(
        steps == 1 || refinement == RefinementKind.IRM,
        "steps",
        steps,
        "1 unless refinement is irm: nothing else is repeated");
    SirNetLimits.checkPositive("widthMultiplier", widthMultiplier);
    SirNetLimits.checkPositive("inputScale", inputScale);
    SirNetLimits.check(outputChannels >= 1, "outputChannels", outputChannels, "at least 1");
    SirNetLimits.check(dropout >= 0 && dropout < 1, "dropout", dropout, "0 to less than 1");
    SirNetLimits.check(
        polar || !circularAerial, "circularAerial", circularAerial, "false without polar");
    SirNetLimits.check(
        !multiscale || head == HeadKind.SIRNET,
        "multiscale",
        multiscale,
        "false unless head is sirnet");
    int leastRows = SirNetLimits.leastPlaces(context, refinement, multiscale);
    var image = new SirNetLimits.ImageLimits(backbone, head, leastRows);
    image.check("ground", groundHeight, groundWidth);
    image.check("aerial", aerialHeight, aerialWidth);
    int ground = groundHeight * groundWidth;
    int aerial = aerialHeight * aerialWidth;
    SirNetLimits.check(
        ground == aerial || !head.keepsTheMap(),
        "aerialHeight * aerialWidth",
        aerial,
        "groundHeight * groundWidth = " + ground + ", so that both descriptors have one length");
  }

  /** The map that a view's descriptors are flattened from; 4 x 64 x 16 for the paper's sizes. */
  public MapShape descriptorShape(View view) {
    // Transported features lie where the aerial ones do.
    View place = head == HeadKind.CVFT ? View.AERIAL : view;
    var features =
        new MapShape(
            height(place) / backbone.stride(), width(place) / backbone.stride(), channels(512));
    return head.head().shape(this, features);
  }

  /** Elements of one step's descriptor; 4096 for the paper's sizes. */
  public int descriptorLength() {
    return descriptorShape(View.AERIAL).size();
  }

  /** Whether the columns of a descriptor's map are directions, in both views the same. */
  public boolean hasDirections() {
    return polar
        && head != HeadKind.SAFA
        && descriptorShape(View.GROUND).equals(descriptorShape(View.AERIAL));
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
}
