/** What stages with state stores share. */
package org.crossview.stage.state;
