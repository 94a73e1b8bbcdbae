/* Plain C loops for three of the workloads, as a bound: mean squared error and Huber with their gradients, and Adam.
   cc -O3 -march=native -ffast-math -fopenmp loop.c -o loop -lm; the protocol is that of peer.py. */
#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TENSORS = 20, SIZE = 500000, POINTS = 1 << 22 };
static float *p[TENSORS], *g[TENSORS], *m[TENSORS], *v[TENSORS], *x, *y, *d;
static int count;

static float *uniform(uint64_t seed, float low, float high, size_t n) {
  float *r = aligned_alloc(64, (n * 4 + 63) / 64 * 64);
  for (size_t i = 0; i < n; i++) {
    uint64_t z = ((seed << 32) + i) * 0x9E3779B97F4A7C15u + 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    r[i] = (z >> 40) * 0x1p-24f * (high - low) + low;
  }
  return r;
}

static double mse(void) {
  double sum = 0;
  const float c = 2.f / POINTS;
#pragma omp parallel for reduction(+ : sum)
  for (int b = 0; b < POINTS; b += 4096) {
    float part = 0;
    for (int i = b; i < b + 4096; i++) {
      float e = x[i] - y[i];
      part += e * e;
      d[i] = c * e;
    }
    sum += part;
  }
  return sum / POINTS;
}

static double huber(void) {
  double sum = 0;
  const float c = 1.f / POINTS;
#pragma omp parallel for reduction(+ : sum)
  for (int b = 0; b < POINTS; b += 4096) {
    float part = 0;
    for (int i = b; i < b + 4096; i++) {
      float e = x[i] - y[i];
      float near = fminf(fmaxf(e, -1), 1);
      part += near * (e - .5f * near);
      d[i] = c * near;
    }
    sum += part;
  }
  return sum / POINTS;
}

static void adam(void) {
  count++;
  float c1 = 1 / (1 - powf(.9f, count)), c2 = 1 / (1 - powf(.999f, count));
  for (int k = 0; k < TENSORS; k++) {
    float *P = p[k], *G = g[k], *M = m[k], *V = v[k];
#pragma omp parallel for simd
    for (int i = 0; i < SIZE; i++) {
      float e = G[i];
      M[i] = .9f * M[i] + .1f * e;
      V[i] = .999f * V[i] + .001f * e * e;
      P[i] -= 1e-3f * M[i] * c1 / (sqrtf(V[i] * c2) + 1e-8f);
    }
  }
}

int main(void) {
  char line[256];
  int work = 0;
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    if (!strcmp(line, "setup loss:mse") || !strcmp(line, "setup loss:huber")) {
      work = strcmp(line, "setup loss:mse") ? 3 : 1;
      if (!x) { x = uniform(5200, -4, 4, POINTS); y = uniform(5400, -4, 4, POINTS); d = uniform(1, 0, 1, POINTS); }
      double value = work == 1 ? mse() : huber(), sum = 0;
      for (int i = 0; i < POINTS; i++) sum += fabsf(d[i]);
      printf("ready %.6f %.6f\n", value, sum);
    } else if (!strcmp(line, "setup optimizer:adam")) {
      work = 2;
      count = 0;
      for (int k = 0; k < TENSORS; k++) {
        p[k] = uniform(6000 + k, -1, 1, SIZE); g[k] = uniform(6100 + k, -.01f, .01f, SIZE);
        m[k] = uniform(1, 0, 0, SIZE); v[k] = uniform(1, 0, 0, SIZE);
      }
      for (int i = 0; i < 10; i++) adam();
      double sum = 0;
      for (int k = 0; k < TENSORS; k++) for (int i = 0; i < SIZE; i++) sum += fabsf(p[k][i]);
      printf("ready %.6f\n", sum);
    } else if (!strncmp(line, "run ", 4) && work) {
      double seconds = atof(line + 4), start = omp_get_wtime(), now;
      int n = 0;
      do {
        if (work == 1) mse(); else if (work == 3) huber(); else adam();
        n++;
      } while ((now = omp_get_wtime()) - start < seconds);
      printf("time %.9f\n", (now - start) / n * 1e3);
    } else {
      printf("none\n");
    }
    fflush(stdout);
  }
}
