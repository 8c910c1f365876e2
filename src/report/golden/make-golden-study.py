"""A whole report of rows, from the cells of the input and of pairs.csv, patients put aside and blank cells included, the way
an outsider would recompute it. Run: python3 make-golden-study.py (NumPy 2, SciPy 1.17), then `npm run format`."""
import json
import os

import numpy as np
from scipy.stats import ks_2samp, wasserstein_distance

rng = np.random.default_rng(20250311)
N = 60
VALUES = {"smoker": ["no", "yes"], "disease": ["0", "1"], "class": ["a", "b", "c"]}


def patients(n, shift):
    z = rng.normal(shift, 1, n)
    return {
        "age": np.clip(np.round(55 + 11 * z), 20, 90).astype(int).astype(str),
        "pressure": np.char.mod("%.1f", np.clip(135 + 14 * z + 9 * rng.normal(0, 1, n), 80, 220)),
        "smoker": np.where(rng.random(n) < 0.4, "yes", "no"),
        "disease": np.where(z + rng.normal(0, 0.5, n) > 0.5, "1", "0"),
        "class": np.where(z > 1, "c", np.where(z > 0, "b", "a")),
    }


table = {name: cells.astype("<U8") for name, cells in patients(2 * N, 0).items()}
made = {name: cells.astype("<U8") for name, cells in patients(N, 0.3).items()}
table["pressure"][rng.random(2 * N) < 0.15] = ""
table["class"][rng.random(2 * N) < 0.1] = ""
order = rng.permutation(2 * N)
train, holdout = np.sort(order[:N]), np.sort(order[N:])
# Three copies of training patients, one of a patient put aside.
for row, source in [(0, train[4]), (1, train[9]), (2, train[30]), (3, holdout[7])]:
    for name in made:
        made[name][row] = table[name][source] if table[name][source] != "" else made[name][row]


def numbers(cells):
    return np.array([float(c) if c != "" else np.nan for c in cells])


real = {name: cells[train] for name, cells in table.items()}
aside = {name: cells[holdout] for name, cells in table.items()}


def statistics(x):
    return {
        "median": np.median(x),
        "mean": x.mean(),
        "q25": np.quantile(x, 0.25),
        "q75": np.quantile(x, 0.75),
        "min": x.min(),
        "max": x.max(),
        "std": x.std(ddof=1),
    }


columns = {}
for name in real:
    if name in VALUES:
        r, m = real[name][real[name] != ""], made[name]
        columns[name] = {"tv": 0.5 * sum(abs((r == v).mean() - (m == v).mean()) for v in VALUES[name])}
        if name == "disease":
            columns[name]["real"] = statistics(numbers(r))
    else:
        r, m = numbers(real[name]), numbers(made[name])
        r = r[~np.isnan(r)]
        columns[name] = {
            "ks": ks_2samp(r, m, method="asymp").statistic,
            "wasserstein": wasserstein_distance(r, m) / r.std(ddof=1),
            "real": statistics(r),
            "synthetic": statistics(m),
        }
    columns[name]["missing"] = float((real[name] == "").mean())


def encoded(rows):
    out = {}
    for name, cells in rows.items():
        values = VALUES.get(name)
        blank = cells == ""
        if values is None:
            out[name] = numbers(cells)
        elif len(values) == 2:
            out[name] = np.where(blank, np.nan, cells == values[1])
        else:
            out.update({f"{name} = {v}": np.where(blank, np.nan, cells == v) for v in values})
    return out


def correlations(rows):
    columns = list(encoded(rows).values())
    out = np.eye(len(columns))
    for i, a in enumerate(columns):
        for j, b in enumerate(columns):
            both = ~np.isnan(a) & ~np.isnan(b)
            if i != j:
                out[i, j] = np.corrcoef(a[both], b[both])[0, 1] if a[both].std() > 0 and b[both].std() > 0 else 0
    return out


cr, cm = correlations(real), correlations(made)
upper = np.triu_indices(len(cr), 1)


# Numbers in ten bins of equal frequency of real.
def coded(rows, name):
    if name in VALUES:
        return np.array([VALUES[name].index(c) if c != "" else -1 for c in rows[name]])
    r, x = numbers(real[name]), numbers(rows[name])
    limits = np.unique(np.quantile(r[~np.isnan(r)], np.arange(1, 10) / 10))
    return np.where(np.isnan(x), -1, np.digitize(x, limits))


names = list(real)
similarity = np.eye(len(names))
for i, p in enumerate(names):
    for j, q in enumerate(names):
        if j <= i:
            continue
        if p not in VALUES and q not in VALUES:
            rho = []
            for rows in (real, made):
                a, b = numbers(rows[p]), numbers(rows[q])
                both = ~np.isnan(a) & ~np.isnan(b)
                rho.append(np.corrcoef(a[both], b[both])[0, 1])
            s = 1 - abs(rho[0] - rho[1]) / 2
        else:
            shares = []
            for rows in (real, made):
                a, b = coded(rows, p), coded(rows, q)
                both = (a >= 0) & (b >= 0)
                cells = np.zeros((20, 20))
                np.add.at(cells, (a[both], b[both]), 1)
                shares.append(cells / both.sum())
            s = 1 - 0.5 * np.abs(shares[0] - shares[1]).sum()
        similarity[i, j] = similarity[j, i] = s


def gower(a, b):
    """[rows of a, rows of b]: mean over the columns known in both; ranges of real."""
    total = np.zeros((len(a["age"]), len(b["age"])))
    known = np.zeros_like(total)
    for name in names:
        if name in VALUES:
            x, y = a[name][:, None], b[name][None]
            both = (x != "") & (y != "")
            gap = (x != y).astype(float)
        else:
            x, y, r = numbers(a[name])[:, None], numbers(b[name])[None], numbers(real[name])
            both = ~np.isnan(x) & ~np.isnan(y)
            gap = np.abs(x - y) / (np.nanmax(r) - np.nanmin(r))
        total += np.where(both, gap, 0)
        known += both
    return total / known


to_train, to_aside, aside_to_train = gower(made, real), gower(made, aside), gower(aside, real)
two = np.sort(to_train, 1)[:, :2]
quantiles = lambda d: {k: np.quantile(d, q) for k, q in (("q1", 0.01), ("q5", 0.05), ("q50", 0.5))}
# As many trained on as put aside: nothing to draw. Equal up to rounding is equal.
gap = to_aside.min(1) - to_train.min(1)
share = np.where(np.abs(gap) < 1e-12, 0.5, gap > 0).mean()

# Principal components of real, blanks at real's mean.
er, em = np.array(list(encoded(real).values())).T, np.array(list(encoded(made).values())).T
mean, std = np.nanmean(er, 0), np.nanstd(er, 0, ddof=1)
zr, zm = np.nan_to_num((er - mean) / std), np.nan_to_num((em - mean) / std)
values, vectors = np.linalg.eigh(zr.T @ zr)
top = vectors[:, ::-1][:, :2]
top = top * np.sign(top[np.abs(top).argmax(0), [0, 1]])

golden = {
    "table": {k: v.tolist() for k, v in table.items()},
    "split": {"train": train.tolist(), "holdout": holdout.tolist()},
    "synthetic": {k: v.tolist() for k, v in made.items()},
    "columns": columns,
    "shapesScore": np.mean([1 - c.get("ks", c.get("tv")) for c in columns.values()]),
    "correlation": {
        "real": cr.tolist(),
        "synthetic": cm.tolist(),
        "meanAbsoluteDifference": np.abs(cr - cm)[upper].mean(),
    },
    "pairs": {"similarity": similarity.tolist(), "mean": similarity[np.triu_indices(len(names), 1)].mean()},
    "pca": {
        "real": (zr @ top).tolist(),
        "synthetic": (zm @ top).tolist(),
        "explainedVarianceRatio": {
            side: ((z @ top).var(0, ddof=1) / z.var(0, ddof=1).sum()).tolist() for side, z in (("real", zr), ("synthetic", zm))
        },
    },
    "privacy": {
        "dcr": {"synthetic": quantiles(two[:, 0]), "holdout": quantiles(aside_to_train.min(1))},
        "dcrShare": share,
        "nndr": np.quantile(np.where(two[:, 1] == 0, 1, two[:, 0] / np.where(two[:, 1] == 0, 1, two[:, 1])), 0.05),
        "identicalShare": (two[:, 0] == 0).mean(),
    },
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "study.json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
