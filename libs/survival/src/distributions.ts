/** Special functions that the statistics need; agreement with R is tested through their results. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  const sum = LANCZOS.reduce(
    (total, term, index) => (index === 0 ? term : total + term / (shifted + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
};

const EPSILON = 1e-16;
const TINY = 1e-300;
const STEPS = 1000;

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Continued fraction of the incomplete beta function, by the modified Lentz method. */
const betaFraction = (x: number, a: number, b: number): number => {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < EPSILON) break;
  }
  return fraction;
};

/** Regularised incomplete beta function: the distribution function of Beta(a, b) at x. */
export const betaDistribution = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

/** Smallest x whose distribution reaches p. Bisection: a hundred halvings reach the last bit. */
const quantile = (p: number, low: number, high: number, distribution: (x: number) => number): number => {
  let [from, to] = [low, high];
  for (let step = 0; step < 200 && to - from > Number.EPSILON * Math.abs(to); step += 1) {
    const middle = (from + to) / 2;
    if (distribution(middle) < p) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
};

/** Quantile of Beta(a, b). */
export const betaQuantile = (p: number, a: number, b: number): number =>
  quantile(p, 0, 1, (x) => betaDistribution(x, a, b));

/** Regularised lower incomplete gamma function by its series; for x below a + 1. */
const gammaSeries = (x: number, a: number): number => {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= STEPS && Math.abs(term) > Math.abs(sum) * EPSILON; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a));
};

/** Regularised upper incomplete gamma function by its continued fraction; for x from a + 1. */
const gammaFraction = (x: number, a: number): number => {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n <= STEPS; n += 1) {
    const term = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(term * d + b);
    c = awayFromZero(b + term / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < EPSILON) break;
  }
  return fraction * Math.exp(-x + a * Math.log(x) - logGamma(a));
};

const upperGamma = (x: number, a: number): number =>
  x < a + 1 ? 1 - gammaSeries(x, a) : gammaFraction(x, a);

/** Upper tail of the chi-square distribution. */
export const chiSquareTail = (x: number, degrees: number): number =>
  x <= 0 ? 1 : upperGamma(x / 2, degrees / 2);

const normalDistribution = (z: number): number => {
  const tail = upperGamma((z * z) / 2, 0.5) / 2;
  return z < 0 ? tail : 1 - tail;
};

/** Quantile of the standard normal distribution; 1.959964 at 0.975. */
export const normalQuantile = (p: number): number =>
  p < 0.5 ? -normalQuantile(1 - p) : quantile(p, 0, 40, normalDistribution);
