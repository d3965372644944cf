/**
 * {@code crossview ablate}: a list of configurations is read, each is trained with each seed in a
 * folder of its own and tested on an unseen town, and the figures become a report. The data flows
 * {@link org.crossview.cli.ablate.AblationList} - {@link org.crossview.cli.ablate.PlannedRun} -
 * {@link org.crossview.cli.ablate.RunResult} - {@link org.crossview.cli.ablate.Figures} - report.
 */
package org.crossview.cli.ablate;
