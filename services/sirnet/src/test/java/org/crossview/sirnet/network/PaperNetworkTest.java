package org.crossview.sirnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.crossview.sirnet.configuration.Configuration;
import org.crossview.sirnet.runtime.TensorFlowRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The full-size network has the paper's shapes. Graphs are built and not run. */
class PaperNetworkTest {
  private static final SirNetSettings PAPER = TestNetworks.paper();

  @Test
  void theBackboneHasTheParametersOfTheFirstEightLayersOfVgg16() {
    assertThat(NetworkCost.of(PAPER, View.GROUND).backboneParameters()).isEqualTo(2_915_648);
  }

  @Test
  void aBranchHasTheParametersAndMultiplyAddsThatItsLayersAddUpTo() {
    NetworkCost cost = NetworkCost.of(PAPER, View.GROUND);
    long context = 2 * (9L * 512 * 512 + 512) + 512L * 512 + 512;
    long refine = 9L * 512 * 512 + 512;
    long dense = 2L * 512 * 512 + 512;
    long aggregation = 9L * 512 * 256 + 256 + 9L * 256 * 64 + 64 + 9L * 64 * 16 + 16;
    long scales = 3 * (512L * 256 + 256);
    long fusion = 768L * 192 + 192 + 192L * 192 + 192 + 192L * 768 + 768;
    assertThat(cost.parameters())
        .isEqualTo(2_915_648 + 3 * (context + refine) + dense + aggregation + scales + fusion);
    assertThat(cost.multiplyAdds()).isEqualTo(23_460_786_176L);
  }

  @Test
  void everyStepGivesADescriptorOf4096Values() {
    assertThat(PAPER.descriptorLength()).isEqualTo(4096);
    try (Graph graph = new Graph()) {
      List<Operand<TFloat32>> descriptors = build(graph, PAPER, View.AERIAL);
      assertThat(descriptors).hasSize(3);
      assertThat(descriptors).allSatisfy(d -> assertThat(d.shape()).isEqualTo(Shape.of(1, 4096)));
    }
  }

  @Test
  void theThreeScalesOfEveryStepAre3x12And4x19And6x25() {
    try (Graph graph = new Graph()) {
      build(graph, PAPER, View.GROUND);
      List<Shape> pooled = shapes(graph, "AvgPool");
      Shape small = Shape.of(1, 3, 12, 512);
      Shape middle = Shape.of(1, 4, 19, 512);
      Shape large = Shape.of(1, 6, 25, 512);
      assertThat(pooled)
          .containsExactly(small, middle, large, small, middle, large, small, middle, large);
    }
  }

  @Test
  void poolingReachesExactlyToTheLastRowAndColumn() {
    assertThat(ScalePool.of(0.2, 16)).isEqualTo(new ScalePool(3, 5, 6));
    assertThat(ScalePool.of(0.2, 64)).isEqualTo(new ScalePool(12, 5, 9));
    assertThat(ScalePool.of(0.3, 16)).isEqualTo(new ScalePool(4, 3, 7));
    assertThat(ScalePool.of(0.3, 64)).isEqualTo(new ScalePool(19, 3, 10));
    assertThat(ScalePool.of(0.4, 16)).isEqualTo(new ScalePool(6, 2, 6));
    assertThat(ScalePool.of(0.4, 64)).isEqualTo(new ScalePool(25, 2, 16));
    // 0.3 * 10 is a little less than 3 in binary.
    assertThat(ScalePool.of(0.3, 10).output()).isEqualTo(3);
    for (double alpha : MultiscaleContext.SCALES) {
      for (int size = 5; size <= 64; size++) {
        ScalePool pool = ScalePool.of(alpha, size);
        assertThat(pool.stride() * (pool.output() - 1) + pool.kernel()).isEqualTo(size);
      }
    }
  }

  @Test
  void withoutThePolarTransformSquareTilesGiveDescriptorsOfTheSameLength() {
    SirNetSettings square = TestNetworks.paper("polar=false");
    try (Graph graph = new Graph()) {
      assertThat(build(graph, square, View.AERIAL).getLast().shape()).isEqualTo(Shape.of(1, 4096));
    }
  }

  @ParameterizedTest
  @EnumSource(HeadKind.class)
  void everyHeadGives4096ValuesWithAndWithoutThePolarTransform(HeadKind head) {
    SirNetSettings polar = TestNetworks.paper("head=" + head, "refinement=none", "steps=1");
    try (Graph graph = new Graph()) {
      assertThat(build(graph, polar, View.GROUND).getLast().shape()).isEqualTo(Shape.of(1, 4096));
    }
    SirNetSettings square =
        TestNetworks.paper("head=" + head, "refinement=none", "steps=1", "polar=false");
    try (Graph graph = new Graph()) {
      assertThat(build(graph, square, View.AERIAL).getLast().shape()).isEqualTo(Shape.of(1, 4096));
    }
    try (Graph graph = new Graph()) {
      assertThat(build(graph, square, View.GROUND).getLast().shape()).isEqualTo(Shape.of(1, 4096));
    }
  }

  @Test
  void theNetworkThatShipsHasAQuarterOfTheChannels() {
    SirNetSettings small = Configuration.load("small").network();
    assertThat(small.descriptorLength()).isEqualTo(4096);
    assertThat(NetworkCost.of(small, View.GROUND).parameters()).isEqualTo(1_786_992);
  }

  private static List<Operand<TFloat32>> build(Graph graph, SirNetSettings settings, View view) {
    TensorFlowRuntime.load();
    Ops tf = Ops.create(graph);
    var shape = Shape.of(1, settings.height(view), settings.width(view), 3);
    var image = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    return new SirNet(tf, settings, new Variables(tf)).branch(view, image, null);
  }

  private static List<Shape> shapes(Graph graph, String type) {
    List<Shape> shapes = new ArrayList<>();
    for (var operations = graph.operations(); operations.hasNext(); ) {
      GraphOperation operation = operations.next();
      if (operation.type().equals(type)) {
        shapes.add(operation.output(0).shape());
      }
    }
    return shapes;
  }
}
