package org.crossview.cli.data;

import java.util.Optional;
import org.crossview.datasets.split.Split;

/**
 * What was found of a part of a data set.
 *
 * @param name on the command line
 * @param split empty where it cannot be used
 * @param fault why it cannot be used; empty where it can
 * @param omissions images that are missing or broken
 */
record PartReport(String name, Optional<Split> split, String fault, Omissions omissions) {}
