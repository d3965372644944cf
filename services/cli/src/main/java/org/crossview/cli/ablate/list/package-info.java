/**
 * From list files to the runs that they ask for: read, merged, checked before hours are spent, and
 * planned as one {@link org.crossview.cli.ablate.list.PlannedRun} for each configuration and seed.
 */
package org.crossview.cli.ablate.list;
