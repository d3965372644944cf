/** The pixels that everything else passes on: one plain array for each image. */
package org.crossview.core.image;
