package org.crossview.sirnet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorFeaturesTest {
  private static final String ONLY_AVX2 =
      """
      processor\t: 0
      model name\t: Any
      flags\t\t: fpu sse2 avx avx2 fma
      bugs\t\t: sysret_ss_attrs

      processor\t: 1
      flags\t\t: fpu sse2 avx avx2 fma
      """;

  @Test
  void aProcessorWithoutAvx512SlowsBfloat16() {
    assertThat(ProcessorFeatures.parse(ONLY_AVX2).flags())
        .containsExactlyInAnyOrder("fpu", "sse2", "avx", "avx2", "fma");
    assertThat(ProcessorFeatures.parse(ONLY_AVX2).slowsBfloat16()).isTrue();
  }

  @Test
  void aProcessorWithAvx512DoesNot() {
    String wide = ONLY_AVX2.replace("fma", "fma avx512f avx512bw avx512_bf16");

    assertThat(ProcessorFeatures.parse(wide).slowsBfloat16()).isFalse();
  }

  @Test
  void ofAProcessorThatListsNothingNothingIsSaid() {
    assertThat(ProcessorFeatures.parse("processor\t: 0\n").slowsBfloat16()).isFalse();
  }
}
