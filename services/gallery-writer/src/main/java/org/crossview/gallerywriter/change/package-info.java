/** What records mean to the gallery: pure. */
package org.crossview.gallerywriter.change;
