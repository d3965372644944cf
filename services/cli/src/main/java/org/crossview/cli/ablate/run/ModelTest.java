package org.crossview.cli.ablate.run;

import java.nio.file.Path;
import java.util.Map;
import org.crossview.cli.terminal.UserErrorException;
import org.crossview.core.model.ModelDescription;
import org.crossview.sirnet.evaluation.DescriptorBlocks;
import org.crossview.sirnet.serving.DescriptorModel;

/** Queries and a gallery in which trained networks are measured. */
interface ModelTest {
  /** In words, equal for equal queries and galleries, wherever a data set lies. */
  String identity();

  /**
   * What the model finds.
   *
   * @param described by this model in tests before, by file of the images; tests of one town have
   *     the same gallery
   */
  RunResult.TestResult measure(DescriptorModel model, Map<Path, DescriptorBlocks> described)
      throws InterruptedException;

  /**
   * Sees that descriptors of such a model can be compared here, before one is trained for days.
   *
   * @throws UserErrorException if memory does not suffice
   */
  void check(ModelDescription model);

  /** Prepares what can be prepared before a model of such an input is trained. */
  void prepare(ModelDescription model) throws InterruptedException;

  /** Images that a measurement describes. */
  long images();
}
