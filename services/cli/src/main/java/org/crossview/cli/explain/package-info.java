/**
 * {@code crossview explain}: where the network looks at every refinement step, and what it finds
 * (SIRNet, Figs 11 to 13). From queries and their answers to sheets.
 */
package org.crossview.cli.explain;
