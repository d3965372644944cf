package org.crossview.cli.evaluate;

import java.util.List;
import java.util.Optional;
import org.crossview.sirnet.evaluation.Interval;
import org.crossview.sirnet.evaluation.QueryOutcome;
import org.crossview.sirnet.evaluation.RetrievalSummary;

/**
 * What a model achieved on a set.
 *
 * @param modelVersion 12 hexadecimal digits
 * @param outcomes of every query
 * @param summary of the outcomes
 * @param errors of the positions, where they are known
 * @param headings fraction of the queries whose heading was found, where it was unknown
 */
record ModelResult(
    String modelVersion,
    List<QueryOutcome> outcomes,
    RetrievalSummary summary,
    Optional<PositionErrors> errors,
    Optional<Interval> headings) {}
