/**
 * Named, commented files of settings: values with their origin, bound to the records that the
 * network, the trainer and the evaluation take.
 */
package org.crossview.sirnet.configuration;
