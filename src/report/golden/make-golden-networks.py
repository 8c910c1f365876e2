"""Golden values of what is measured on outputs of networks. Run: python3 make-golden-networks.py (NumPy 2, SciPy 1.17)."""
import json
import os

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

rng = np.random.default_rng(20241117)


def auc(scores, labels):
    n1 = int(labels.sum())
    n0 = len(labels) - n1
    return (rankdata(scores)[labels == 1].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)


def concordance(predicted, truths):
    """Over all pairs, one by one."""
    won = pairs = 0.0
    for i in range(len(truths)):
        for j in range(i):
            if truths[i] == truths[j]:
                continue
            pairs += 1
            order = np.sign(predicted[i] - predicted[j]) * np.sign(truths[i] - truths[j])
            won += (order + 1) / 2
    return won / pairs


# Concordance, also of records that count several times.
concordances = []
for n, decimals in [(40, 3), (60, 0), (25, 1), (2, 1)]:
    truths = rng.normal(60, 10, n).round(0 if decimals == 0 else 1)
    predicted = (0.03 * truths + rng.normal(0, 0.4, n)).round(decimals)
    weights = rng.integers(0, 4, n)
    weights[:2] = 1
    again = np.repeat(np.arange(n), weights)
    concordances.append(
        {
            "predicted": predicted.tolist(),
            "truths": truths.tolist(),
            "weights": weights.tolist(),
            "concordance": concordance(predicted, truths),
            "weighted": concordance(predicted[again], truths[again]),
        }
    )

weighted_auc = []
for n in (30, 80):
    scores, labels, weights = rng.normal(0, 1, n).round(1), rng.integers(0, 2, n), rng.integers(0, 3, n)
    again = np.repeat(np.arange(n), weights)
    weighted_auc.append(
        {
            "scores": scores.tolist(),
            "labels": labels.tolist(),
            "weights": weights.tolist(),
            "auc": auc(scores[again], labels[again]),
        }
    )


def metrics(probabilities, truths):
    called = probabilities >= 0.5
    tp, fp = (called & (truths == 1)).sum(), (called & (truths == 0)).sum()
    fn = (~called & (truths == 1)).sum()
    return {
        "auc": auc(probabilities, truths),
        "accuracy": (called == (truths == 1)).mean(),
        "precision": tp / (tp + fp) if tp + fp else 0.0,
        "recall": tp / (tp + fn),
        "f1": 2 * tp / (2 * tp + fp + fn),
        "brier": ((probabilities - truths) ** 2).mean(),
    }


# Three targets; the second with unknown truths, the third never called positive.
n = 90
truths = (rng.random((n, 3)) < [0.4, 0.3, 0.1]).astype(float)
probabilities = np.clip(0.25 + 0.3 * truths + rng.normal(0, 0.2, (n, 3)), 0, 1).round(2)
probabilities[:, 2] = np.minimum(probabilities[:, 2], 0.49)
truths[rng.random(n) < 0.2, 1] = np.nan
each = []
for k in range(3):
    known = ~np.isnan(truths[:, k])
    each.append(
        {
            "n": int(known.sum()),
            "positives": int((truths[:, k] == 1).sum()),
            **metrics(probabilities[known, k], truths[known, k]),
        }
    )
# The bootstrap's spread: standard errors of an AUC and of an accuracy, from many samples of NumPy's own.
draws = [rng.integers(0, n, n) for _ in range(4000)]
quantiles = {
    name: np.quantile([metrics(probabilities[d, 0], truths[d, 0])[name] for d in draws], [0.025, 0.975]).tolist()
    for name in ("auc", "accuracy", "f1", "brier")
}
predictor = {
    "probabilities": probabilities.tolist(),
    "truths": [[None if np.isnan(v) else v for v in row] for row in truths],
    "targets": each,
    "macro": {k: np.mean([one[k] for one in each]) for k in ("auc", "accuracy", "precision", "recall", "f1", "brier")},
    "intervals": quantiles,
}

# Embeddings: kernel distance as the unbiased estimate over all pairs, precision, recall and coverage by their definitions.
x, y = rng.normal(0, 1, (40, 6)), rng.normal(0.4, 0.8, (35, 6))
x[:, 2] = np.maximum(x[:, 2], 0)
x, y = x.astype(np.float32).astype(float), y.astype(np.float32).astype(float)
kernel = lambda a, b: (a @ b.T / a.shape[1] + 1) ** 3
n, m = len(x), len(y)
kxx, kyy = kernel(x, x), kernel(y, y)
kid = (kxx.sum() - np.trace(kxx)) / (n * (n - 1)) + (kyy.sum() - np.trace(kyy)) / (m * (m - 1)) - 2 * kernel(x, y).mean()
distance = lambda a, b: np.sqrt(((a[:, None] - b[None]) ** 2).sum(-1))
# Nearest is the point itself.
rx, ry = np.sort(distance(x, x), 1)[:, 5], np.sort(distance(y, y), 1)[:, 5]
between = distance(x, y)
embeddings = {
    "real": x.tolist(),
    "synthetic": y.tolist(),
    "kid": kid,
    "precision": (between < rx[:, None]).any(0).mean(),
    "recall": (between < ry[None]).any(1).mean(),
    "coverage": (between.min(1) < rx).mean(),
}


def ssim(a, b, window=7):
    out = []
    for i in range(a.shape[0] - window + 1):
        for j in range(a.shape[1] - window + 1):
            p, q = a[i : i + window, j : j + window], b[i : i + window, j : j + window]
            c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
            covariance = ((p - p.mean()) * (q - q.mean())).mean()
            out.append(
                (2 * p.mean() * q.mean() + c1)
                * (2 * covariance + c2)
                / ((p.mean() ** 2 + q.mean() ** 2 + c1) * (p.var() + q.var() + c2))
            )
    return np.mean(out)


pictures = rng.integers(0, 256, (3, 16, 16)).astype(float)
pictures[1] = np.clip(0.7 * pictures[0] + 40, 0, 255).round()
pictures[2, 4:] = 255
ssims = {
    "pictures": pictures.astype(int).reshape(3, -1).tolist(),
    "ssim": [[ssim(a, b) for b in pictures] for a in pictures],
}

# Logistic regression, the intercept in the penalty: in the columns, where the tests have it in the rows.
z = rng.normal(0, 1, (80, 5))
y01 = (z @ [1.5, -1, 0, 0.5, 0] + rng.normal(0, 1, 80) > 0.3).astype(float)
with_one = np.c_[z, np.ones(80)]
train = np.arange(80) < 60
penalty = 2.0


def loss(w):
    f = with_one[train] @ w
    return np.logaddexp(0, np.where(y01[train] == 1, -f, f)).sum() + penalty / 2 * w @ w


w = minimize(loss, np.zeros(6), method="BFGS", options={"gtol": 1e-8}).x
logistic = {
    "columns": z.T.tolist(),
    "isPositive": y01.tolist(),
    "train": int(train.sum()),
    "penalty": penalty,
    "scores": (with_one[~train] @ w).tolist(),
}

golden = {"logistic": logistic, "embeddings": embeddings, "ssim": ssims, "concordance": concordances, "weightedAuc": weighted_auc, "predictor": predictor}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
