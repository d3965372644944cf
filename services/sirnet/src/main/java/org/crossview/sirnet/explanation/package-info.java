/** Why an exported network finds a panorama and a tile alike. */
package org.crossview.sirnet.explanation;
