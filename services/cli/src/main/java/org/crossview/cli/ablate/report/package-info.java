/**
 * A document of headings, tables and charts, written as Markdown with files or as one HTML page.
 */
package org.crossview.cli.ablate.report;
