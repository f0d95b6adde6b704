/*
 * How far apart are handwritten digits? Reads a CSV of labelled images from /in, looks up the nearest neighbours of
 * each image among all the others (k nearest, squared distance, whole numbers only), lets them vote, and writes
 *   /out/confusion.csv   a row per true digit, a column per vote
 *   /out/summary.json    images, k, how many votes were right, and the most frequent mistake
 * Arguments: the CSV's path, and k. A line is 64 pixels and a label, separated by commas.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIXELS = 64, LABELS = 10, MOST_IMAGES = 4096, MOST_NEIGHBOURS = 32 };

typedef struct {
  int pixels[PIXELS];
  int label;
} Image;

typedef struct {
  int distance;
  int label;
} Neighbour;

static Image images[MOST_IMAGES];

static int fail(const char *what, int line) {
  fprintf(stderr, "neighbours: %s (line %d)\n", what, line);
  return 2;
}

/* Reads one line; 1 when there was one, 0 at the end of the file, -1 when it isn't 65 small numbers. */
static int read_image(FILE *file, Image *image) {
  char text[512];
  if (!fgets(text, sizeof text, file)) return 0;
  char *at = text;
  for (int i = 0; i <= PIXELS; i++) {
    char *end;
    const long value = strtol(at, &end, 10);
    const long most = i < PIXELS ? 255 : LABELS - 1;
    if (end == at || value < 0 || value > most) return -1;
    if (i < PIXELS) image->pixels[i] = (int)value;
    else image->label = (int)value;
    if (i < PIXELS && *end != ',') return -1;
    at = end + 1;
  }
  return 1;
}

static int distance(const Image *a, const Image *b) {
  int sum = 0;
  for (int i = 0; i < PIXELS; i++) {
    const int difference = a->pixels[i] - b->pixels[i];
    sum += difference * difference;
  }
  return sum;
}

/* The label that most of the k nearest others carry; the smaller label wins a tie. */
static int vote(int count, int subject, int k) {
  Neighbour nearest[MOST_NEIGHBOURS];
  int found = 0;
  for (int other = 0; other < count; other++) {
    if (other == subject) continue;
    const Neighbour candidate = {distance(&images[subject], &images[other]), images[other].label};
    if (found == k && candidate.distance >= nearest[k - 1].distance) continue;
    int place = found < k ? found++ : k - 1;
    for (; place > 0 && nearest[place - 1].distance > candidate.distance; place--) nearest[place] = nearest[place - 1];
    nearest[place] = candidate;
  }
  int votes[LABELS] = {0};
  int winner = 0;
  for (int i = 0; i < found; i++) votes[nearest[i].label]++;
  for (int label = 1; label < LABELS; label++) if (votes[label] > votes[winner]) winner = label;
  return winner;
}

int main(int argc, char **argv) {
  if (argc != 3) return fail("usage: neighbours CSV K", 0);
  const int k = atoi(argv[2]);
  if (k < 1 || k > MOST_NEIGHBOURS) return fail("K must be 1 to 32", 0);
  FILE *csv = fopen(argv[1], "r");
  if (!csv) return fail("cannot open the CSV", 0);
  int count = 0;
  for (int got; count < MOST_IMAGES && (got = read_image(csv, &images[count])) != 0; count++) {
    if (got < 0) return fail("not 64 pixels and a label", count + 1);
  }
  fclose(csv);
  printf("%d images, %d neighbours each\n", count, k);

  static int confusion[LABELS][LABELS];
  int right = 0;
  for (int i = 0; i < count; i++) {
    const int voted = vote(count, i, k);
    confusion[images[i].label][voted]++;
    right += voted == images[i].label;
    if ((i + 1) % 256 == 0) printf("%d of %d images done\n", i + 1, count);
  }

  FILE *table = fopen("/out/confusion.csv", "w");
  FILE *summary = fopen("/out/summary.json", "w");
  if (!table || !summary) return fail("cannot write to /out", 0);
  fprintf(table, "label,0,1,2,3,4,5,6,7,8,9\n");
  int worst = 0, worst_label = 0, worst_vote = 0;
  for (int label = 0; label < LABELS; label++) {
    fprintf(table, "%d", label);
    for (int voted = 0; voted < LABELS; voted++) {
      fprintf(table, ",%d", confusion[label][voted]);
      if (label == voted || confusion[label][voted] <= worst) continue;
      worst = confusion[label][voted];
      worst_label = label;
      worst_vote = voted;
    }
    fprintf(table, "\n");
  }
  fprintf(summary, "{\"images\":%d,\"neighbours\":%d,\"right\":%d,\"mostFrequentMistake\":{\"label\":%d,\"vote\":%d,\"times\":%d}}\n",
          count, k, right, worst_label, worst_vote, worst);
  fclose(table);
  fclose(summary);
  printf("%d of %d votes were right\n", right, count);
  return 0;
}
