"""Golden values of what is measured on outputs of networks. Run: python3 make-golden-networks.py (NumPy 2, SciPy 1.17)."""
import json
import os

import numpy as np
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

golden = {"concordance": concordances, "weightedAuc": weighted_auc, "predictor": predictor}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
