/**
 * From planned runs to their results: each is trained, exported and tested in a folder of its own,
 * which keeps its {@link org.crossview.cli.ablate.run.RunResult}.
 */
package org.crossview.cli.ablate.run;
