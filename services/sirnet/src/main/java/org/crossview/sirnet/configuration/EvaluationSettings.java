package org.crossview.sirnet.configuration;

/**
 * How a trained network answers queries.
 *
 * @param ase whether adaptive step estimation chooses the refinement step of each query (paper,
 *     Algorithm 1); without it the last step answers all. It changes no weight
 */
public record EvaluationSettings(boolean ase) {}
