/** Bounds of histograms in seconds for what is answered at once. */
export const QUICK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Bounds in seconds for what takes ticks or runs. */
export const LONG_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400];
/** Bounds in ticks. */
export const TICKS = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 128, 256, 1_024, 4_096, 16_384];
