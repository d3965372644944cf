/** Weights that were learned elsewhere: VGG16's of ImageNet, as Keras publishes them. */
package org.crossview.sirnet.pretrained;
