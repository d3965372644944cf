/**
 * From the results of runs to a report: figures with their intervals, what the findings came to,
 * tables and charts; written as Markdown with files, as one HTML page and as JSON.
 */
package org.crossview.cli.ablate.report;
