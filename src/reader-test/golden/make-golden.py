"""Golden values of a reader test, from SciPy. Run: python3 make-golden.py (NumPy 2, SciPy 1.17), then `npm run format`."""
import json
import os

import numpy as np
from scipy.stats import binomtest, norm

rng = np.random.default_rng(20261130)
Z = norm.ppf(0.975)

shares = []
for count, of in [(0, 20), (1, 29), (15, 148), (81, 263), (20, 40), (40, 40), (29, 40), (7, 7)]:
    interval = binomtest(count, of).proportion_ci(0.95, method="wilson")
    shares.append({"count": count, "of": of, "low": interval.low, "high": interval.high})


def detection(hits, synthetic, alarms, real):
    """Log-linear correction (Hautus 1995), variance of Gourevitch & Galanter (1967)."""
    h, f = (hits + 0.5) / (synthetic + 1), (alarms + 0.5) / (real + 1)
    d, c = norm.ppf(h) - norm.ppf(f), -(norm.ppf(h) + norm.ppf(f)) / 2
    variance = sum(p * (1 - p) / ((n + 1) * norm.pdf(norm.ppf(p)) ** 2) for p, n in [(h, synthetic), (f, real)])
    error = np.sqrt(variance)
    return {
        "dPrime": {"value": d, "low": d - Z * error, "high": d + Z * error},
        "criterion": {"value": c, "low": c - Z * error / 2, "high": c + Z * error / 2},
    }


detections = [
    {"hits": a, "synthetic": b, "falseAlarms": c, "real": d, **detection(a, b, c, d)}
    for a, b, c, d in [(20, 25, 10, 25), (20, 20, 0, 20), (0, 20, 20, 20), (10, 20, 10, 20), (33, 50, 12, 50), (3, 7, 1, 9)]
]

# Three readers with skills of their own, thirty pictures that are easy or hard for all of them.
readers, pictures = 3, 30
easy = rng.normal(0, 1, pictures)
answers = []
for r in range(readers):
    for p in range(pictures):
        right = bool(rng.random() < norm.cdf(0.2 + 0.3 * r + easy[p]))
        answers.append([r + 1, p, int(right)])
table = np.array(answers)
right = table[:, 2].astype(float)
share = right.mean()
residual = right - share
n = len(right)


def clustered(labels):
    groups = np.unique(labels)
    g = len(groups)
    return g / (g - 1) * sum(residual[labels == x].sum() ** 2 for x in groups) / n**2


alone = table[:, 0] * 1000 + table[:, 1]
ways = clustered(table[:, 0]), clustered(table[:, 1])
variance = max(*ways, sum(ways) - clustered(alone))
effect = max(1.0, variance / (share * (1 - share) / n))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reader-test.json"), "w") as file:
    json.dump({"shares": shares, "detections": detections, "answers": answers, "designEffect": effect}, file)
