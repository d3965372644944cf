/** Finding things in a town by their place. */
package org.crossview.cli.places;
