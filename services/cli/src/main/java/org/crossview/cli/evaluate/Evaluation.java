package org.crossview.cli.evaluate;

import java.util.Optional;
import org.crossview.cli.data.Omissions;
import org.crossview.sirnet.evaluation.Interval;

/**
 * All that an evaluation found.
 *
 * @param dataset in words
 * @param view what the panoramas showed
 * @param omissions images that were left out
 * @param result of the model
 * @param other of the model that it is compared with
 * @param difference adaptive r@1 of the model less that of the other one, paired
 * @param seconds from the first image to the last figure
 */
record Evaluation(
    String dataset,
    FieldOfView view,
    Omissions omissions,
    ModelResult result,
    Optional<ModelResult> other,
    Optional<Interval> difference,
    double seconds) {}
