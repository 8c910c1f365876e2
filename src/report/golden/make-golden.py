"""Golden values of the table metrics, from NumPy and SciPy. Run: python3 make-golden.py (NumPy 1.24, SciPy 1.10)."""
import json
import os
from itertools import combinations

import numpy as np
from scipy.stats import ks_2samp, rankdata, wasserstein_distance

rng = np.random.default_rng(20240607)


def sample(kind, n):
    if kind == "ties":
        return rng.integers(0, 6, n).astype(float)
    if kind == "constant":
        return np.full(n, 2.5)
    if kind == "wide":
        return rng.normal(0, 1e6, n).round(2)
    return rng.normal(50, 12, n).round(1)


def statistics(x):
    return {
        "median": np.median(x),
        "mean": x.mean(),
        "q25": np.quantile(x, 0.25),
        "q75": np.quantile(x, 0.75),
        "min": x.min(),
        "max": x.max(),
        "std": x.std(ddof=1) if len(x) > 1 else None,
    }


samples = []
for kind_a, n_a, kind_b, n_b in [
    ("normal", 200, "normal", 200),
    ("ties", 150, "ties", 90),
    ("ties", 40, "normal", 7),
    ("constant", 12, "constant", 5),
    ("constant", 12, "ties", 9),
    ("wide", 60, "wide", 61),
    ("normal", 1, "normal", 1),
    ("ties", 1, "ties", 8),
    ("normal", 2, "normal", 3),
]:
    a, b = sample(kind_a, n_a), sample(kind_b, n_b)
    samples.append(
        {
            "name": f"{kind_a} {n_a}, {kind_b} {n_b}",
            "a": a.tolist(),
            "b": b.tolist(),
            "ks": ks_2samp(a, b, mode="asymp").statistic,
            "wasserstein": wasserstein_distance(a, b),
            "statistics": statistics(a),
            "quantiles": {str(q): np.quantile(a, q) for q in (0, 0.01, 0.05, 0.1, 0.5, 0.975, 1)},
        }
    )

counts = []
for a, b in [([3, 0, 7], [5, 5, 0]), ([10, 20], [30, 60]), ([1], [9]), ([4, 0, 0, 1], [0, 9, 2, 0])]:
    p, q = np.array(a) / sum(a), np.array(b) / sum(b)
    counts.append({"a": a, "b": b, "tv": 0.5 * np.abs(p - q).sum()})


def benjamini_hochberg(p):
    p = np.asarray(p)
    order = np.argsort(-p)
    m = len(p)
    ranked = np.minimum.accumulate(p[order] * m / np.arange(m, 0, -1))
    out = np.empty(m)
    out[order] = np.minimum(ranked, 1)
    return out.tolist()


adjust = [
    {"p": p, "adjusted": benjamini_hochberg(p)}
    for p in [[0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.5], [1.0, 0.0004998], [0.2], [0.02, 0.021, 0.9, 0.04, 0.04]]
]

x = rng.normal(0, 1, (80, 4))
x[:, 1] = 0.6 * x[:, 0] + 0.8 * x[:, 1]
x[:, 3] = (x[:, 2] > 0.3).astype(float)
matrix = {"columns": x.T.tolist(), "correlation": np.corrcoef(x.T).tolist()}

y = rng.normal(0.4, 1.5, (30, 4))
mean, std = x.mean(0), x.std(0, ddof=1)
zx, zy = (x - mean) / std, (y - mean) / std
values, vectors = np.linalg.eigh(np.cov(zx.T))
top = vectors[:, ::-1][:, :2]
top = top * np.sign(top[np.abs(top).argmax(0), [0, 1]])
pca = {
    "real": x.T.tolist(),
    "synthetic": y.T.tolist(),
    "projectedReal": (zx @ top).tolist(),
    "projectedSynthetic": (zy @ top).tolist(),
    "ratioReal": (values[::-1][:2] / values.sum()).tolist(),
    "ratioSynthetic": ((zy @ top).var(0, ddof=1) / zy.var(0, ddof=1).sum()).tolist(),
}

a, b = rng.integers(20, 80, (25, 2)).astype(float), rng.integers(20, 80, (10, 2)).astype(float)
ca, cb = rng.integers(0, 3, (25, 2)), rng.integers(0, 3, (10, 2))
b[0], cb[0] = a[3], ca[3]
ranges = a.max(0) - a.min(0)
distance = ((np.abs(b[:, None] - a[None]) / ranges).sum(-1) + (cb[:, None] != ca[None]).sum(-1)) / 4
nearest = np.sort(distance, 1)
gower = {
    "real": {"numbers": a.T.tolist(), "codes": ca.T.tolist()},
    "synthetic": {"numbers": b.T.tolist(), "codes": cb.T.tolist()},
    "first": nearest[:, 0].tolist(),
    "second": nearest[:, 1].tolist(),
    "dcr": {k: np.quantile(nearest[:, 0], q) for k, q in (("q1", 0.01), ("q5", 0.05), ("q50", 0.5))},
    "nndr": np.quantile(nearest[:, 0] / nearest[:, 1], 0.05),
}

auc = []
for scores, labels in [
    (rng.normal(0, 1, 50).round(1), rng.integers(0, 2, 50)),
    (np.ones(9), np.array([1, 0, 1, 0, 0, 1, 1, 0, 0])),
    (np.array([0.1, 0.9]), np.array([0, 1])),
    (rng.integers(0, 4, 30).astype(float), rng.integers(0, 2, 30)),
]:
    n1 = labels.sum()
    n0 = len(labels) - n1
    u = rankdata(scores)[labels == 1].sum() - n1 * (n1 + 1) / 2
    auc.append({"scores": scores.tolist(), "labels": labels.tolist(), "auc": u / (n1 * n0)})

# Pair similarity: numbers 0 and 1, values 2 and 3; ten equal-frequency bins of real.
real = {"x": rng.normal(50, 10, 120).round(0), "y": rng.normal(0, 1, 120).round(2)}
real["c"] = (real["x"] + rng.normal(0, 8, 120) > 52).astype(int)
real["d"] = rng.integers(0, 3, 120)
fake = {"x": rng.normal(48, 12, 120).round(0), "y": rng.normal(0.2, 1, 120).round(2)}
fake["c"] = rng.integers(0, 2, 120)
fake["d"] = rng.integers(0, 3, 120)
limits = {k: np.unique(np.quantile(real[k], np.arange(1, 10) / 10)) for k in "xy"}
coded = lambda t, k: np.digitize(t[k], limits[k]) if k in limits else t[k]
depth = {"x": len(limits["x"]) + 1, "y": len(limits["y"]) + 1, "c": 2, "d": 3}
names = list("xycd")
similarity = np.eye(4)
for i in range(4):
    for j in range(i + 1, 4):
        p, q = names[i], names[j]
        if j < 2:
            s = 1 - abs(np.corrcoef(real[p], real[q])[0, 1] - np.corrcoef(fake[p], fake[q])[0, 1]) / 2
        else:
            joint = []
            for t in (real, fake):
                cells = np.zeros((depth[p], depth[q]))
                np.add.at(cells, (coded(t, p), coded(t, q)), 1)
                joint.append(cells / len(t["x"]))
            s = 1 - 0.5 * np.abs(joint[0] - joint[1]).sum()
        similarity[i, j] = similarity[j, i] = s
pairs = {
    "real": {k: v.tolist() for k, v in real.items()},
    "synthetic": {k: v.tolist() for k, v in fake.items()},
    "similarity": similarity.tolist(),
}

# Missing cells (None) left out pair by pair.
gaps = x[:40].copy()
gaps[rng.random(gaps.shape) < 0.2] = np.nan
gaps[:, 2] = np.where(np.isnan(gaps[:, 2]), np.nan, 7)
pairwise = np.zeros((4, 4))
for i in range(4):
    for j in range(4):
        both = ~np.isnan(gaps[:, i]) & ~np.isnan(gaps[:, j])
        if gaps[both, i].std() > 0 and gaps[both, j].std() > 0:
            pairwise[i, j] = np.corrcoef(gaps[both, i], gaps[both, j])[0, 1]
missing = {
    "columns": [[None if np.isnan(v) else v for v in column] for column in gaps.T],
    "correlation": pairwise.tolist(),
}


def distance_of(a, b, ordered):
    if ordered:
        return ks_2samp(a, b, mode="asymp").statistic
    values = np.unique(np.concatenate([a, b]))
    return 0.5 * sum(abs((a == v).mean() - (b == v).mean()) for v in values)


# Every way to deal the pooled values out again.
permutation = []
for a, b, ordered in [
    ([1, 2, 3, 4], [3, 5, 6, 7, 8], True),
    ([0, 0, 1, 1, 2], [2, 2, 2, 1], False),
    ([5, 5, 5], [5, 5, 5], True),
    ([1, 1, 2, 9, 9], [1, 2, 2, 9], True),
]:
    pooled = np.array(a + b)
    observed = distance_of(np.array(a), np.array(b), ordered)
    deals = [
        distance_of(np.delete(pooled, list(out)), pooled[list(out)], ordered)
        for out in combinations(range(len(pooled)), len(b))
    ]
    permutation.append(
        {"a": a, "b": b, "isOrdered": ordered, "p": np.mean(np.array(deals) >= observed - 1e-12)}
    )



# A whole report, from the cells as a file has them.
def patients(n, shift):
    z = rng.normal(shift, 1, n)
    return {
        "age": np.clip(np.round(55 + 11 * z), 20, 90),
        "pressure": np.clip((135 + 14 * z + 9 * rng.normal(0, 1, n)).round(1), 80, 220),
        "smoker": np.where(rng.random(n) < 0.4, "yes", "no"),
        "disease": np.where(z + rng.normal(0, 0.5, n) > 0.5, "1", "0"),
        "class": np.where(z > 1, "c", np.where(z > 0, "b", "a")),
    }


VALUES = {"smoker": ["no", "yes"], "disease": ["0", "1"], "class": ["a", "b", "c"]}
real_table, made_table = patients(70, 0), patients(70, 0.4)
for column in made_table:
    made_table[column][5] = real_table[column][9]


def encoded(table):
    out = {}
    for name, cells in table.items():
        values = VALUES.get(name)
        if values is None:
            out[name] = cells
        elif len(values) == 2:
            out[name] = (cells == values[1]).astype(float)
        else:
            out.update({f"{name} = {v}": (cells == v).astype(float) for v in values})
    return out


er, em = encoded(real_table), encoded(made_table)
cr, cm = np.corrcoef(list(er.values())), np.corrcoef(list(em.values()))
upper = np.triu_indices(len(cr), 1)
columns = {}
for name in real_table:
    r, m = real_table[name], made_table[name]
    if name in VALUES:
        columns[name] = {"tv": 0.5 * sum(abs((r == v).mean() - (m == v).mean()) for v in VALUES[name])}
    else:
        columns[name] = {
            "ks": ks_2samp(r, m, mode="asymp").statistic,
            "wasserstein": wasserstein_distance(r, m) / r.std(ddof=1),
            "real": statistics(r),
            "synthetic": statistics(m),
        }
gaps_of = sum(
    (made_table[k][:, None] != real_table[k][None]).astype(float)
    if k in VALUES
    else np.abs(made_table[k][:, None] - real_table[k][None]) / np.ptp(real_table[k])
    for k in real_table
) / len(real_table)
two = np.sort(gaps_of, 1)[:, :2]
report = {
    "real": {k: v.tolist() for k, v in real_table.items()},
    "synthetic": {k: v.tolist() for k, v in made_table.items()},
    "columns": columns,
    "shapesScore": np.mean([1 - c.get("ks", c.get("tv")) for c in columns.values()]),
    "correlation": {
        "columns": list(er),
        "real": cr.tolist(),
        "synthetic": cm.tolist(),
        "meanAbsoluteDifference": np.abs(cr - cm)[upper].mean(),
    },
    "dcr": {k: np.quantile(two[:, 0], q) for k, q in (("q1", 0.01), ("q5", 0.05), ("q50", 0.5))},
    "nndr": np.quantile(two[:, 0] / two[:, 1], 0.05),
    "identicalShare": (two[:, 0] == 0).mean(),
}

golden = {
    "report": report,
    "missing": missing,
    "permutation": permutation,
    "samples": samples,
    "counts": counts,
    "adjust": adjust,
    "matrix": matrix,
    "pca": pca,
    "gower": gower,
    "auc": auc,
    "pairs": pairs,
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables.json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
