/** The application: settings, start and stop, health. */
package org.crossview.halting.app;
