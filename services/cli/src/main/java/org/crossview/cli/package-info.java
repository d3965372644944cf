/** The commands behind the launcher script {@code crossview}; one package for each. */
package org.crossview.cli;
