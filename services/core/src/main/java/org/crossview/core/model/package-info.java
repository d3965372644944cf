/**
 * What an exported model takes and gives: its folder goes in, its input sizes, steps, descriptor
 * length and the version of its content come out.
 */
package org.crossview.core.model;
