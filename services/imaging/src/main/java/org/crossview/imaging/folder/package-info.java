/**
 * The plain folder of a user: {@code pairs.csv} goes in, its tiles and panoramas with their files,
 * positions and headings come out. Written by the same code; no image is opened.
 */
package org.crossview.imaging.folder;
