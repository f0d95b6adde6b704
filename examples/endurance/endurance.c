/*
 * A job that takes its time: the longest Collatz sequence (n → n/2 or 3n+1, down to 1) of any start below a limit.
 * Prints its progress and writes each record to /out/records.csv. Argument: the limit, in thousands.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  const long thousands = argc == 2 ? atol(argv[1]) : 0;
  if (thousands < 1 || thousands > 1000000) {
    fprintf(stderr, "usage: endurance THOUSANDS (1 to 1000000)\n");
    return 2;
  }
  FILE *records = fopen("/out/records.csv", "w");
  if (!records) {
    fprintf(stderr, "endurance: cannot write to /out\n");
    return 2;
  }
  fprintf(records, "start,steps\n");
  int longest = -1;
  uint64_t best = 0;
  for (long thousand = 0; thousand < thousands; thousand++) {
    for (uint64_t start = (uint64_t)thousand * 1000 + 1; start <= (uint64_t)(thousand + 1) * 1000; start++) {
      int steps = 0;
      for (uint64_t n = start; n != 1; steps++) n = n % 2 == 0 ? n / 2 : 3 * n + 1;
      if (steps <= longest) continue;
      longest = steps;
      best = start;
      fprintf(records, "%llu,%d\n", (unsigned long long)start, steps);
    }
    if ((thousand + 1) % 250 == 0) {
      printf("%ld thousand starts tried\n", thousand + 1);
      fflush(stdout);
    }
  }
  fclose(records);
  printf("the longest begins at %llu and has %d steps\n", (unsigned long long)best, longest);
  return 0;
}
