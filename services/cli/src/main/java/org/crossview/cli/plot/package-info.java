/** What all charts of the command line share: their look, and their files. */
package org.crossview.cli.plot;
