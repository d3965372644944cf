package org.crossview.gallery.index;

import org.crossview.gallery.redis.Manifest;

/**
 * A whole gallery, as far as a shard holds it.
 *
 * @param manifest that was in force while it was read
 * @param index of the shard's tiles
 */
public record GalleryEpoch(Manifest manifest, GalleryIndex index) {}
