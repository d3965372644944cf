/**
 * Writing files that other processes read: bytes go in beside the file and appear under its name
 * when they are all there.
 */
package org.crossview.core.file;
