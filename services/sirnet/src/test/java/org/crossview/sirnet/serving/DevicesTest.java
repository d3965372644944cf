package org.crossview.sirnet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesTest {
  @Test
  void theProcessorIsAlwaysListedAndAGpuIsNamedOnlyWhereOneWorks() {
    assertThat(Devices.listed()).contains("CPU:0");
    assertThat(Devices.words())
        .startsWith(Devices.gpuWorks() ? "the GPU; " : "the CPU; ")
        .contains("TensorFlow lists ", "CPU:0");
  }
}
