/** Data sets on the command line: how they are named, what of them cannot be used. */
package org.crossview.cli.data;
