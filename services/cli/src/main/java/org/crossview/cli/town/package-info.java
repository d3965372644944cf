/** {@code crossview town}, and the folders of tiles and panoramas that it writes. */
package org.crossview.cli.town;
