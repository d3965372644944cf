/** What all commands share towards the person at the terminal: progress and errors. */
package org.crossview.cli.terminal;
