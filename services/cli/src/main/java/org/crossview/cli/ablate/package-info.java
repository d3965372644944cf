/**
 * {@code crossview ablate}: a list of configurations is read, each is trained with each seed in a
 * folder of its own and tested on an unseen town, and the figures become a report. The data flows
 * {@link org.crossview.cli.ablate.list} - {@link org.crossview.cli.ablate.run} - {@link
 * org.crossview.cli.ablate.report}.
 */
package org.crossview.cli.ablate;
