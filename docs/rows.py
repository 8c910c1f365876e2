"""Rows from a `rows.json` of ECG Pair Studio: the rows that the studio draws. `python3 rows.py rows.json SEED COUNT` prints CSV."""
import csv, json, sys
import numpy as np

OPEN, KNOWN, BLANK = 0, 1, 2

def uniforms(seed, row, word):
    """Four numbers in [0, 1) from the counter (seed, 201, row, word): pcg4d of Jarzynski & Olano (2020)."""
    shape = np.broadcast_shapes(np.shape(row), np.shape(word))
    a, b, c, d = (np.broadcast_to(np.asarray(v, np.uint32), shape) * np.uint32(1664525) + np.uint32(1013904223) for v in (seed, 201, row, word))
    for turn in range(2):
        a = a + b * d; b = b + c * a; c = c + a * b; d = d + b * c
        if turn == 0: a, b, c, d = (v ^ (v >> np.uint32(16)) for v in (a, b, c, d))
    return [v * 2.0**-32 for v in (a, b, c, d)]

def linear(score, slots):
    total = np.full(len(slots), float(score["bias"]))
    for slot, weight in zip(score["slots"], score["weights"]): total = total + weight * slots[:, slot]
    return total

def leaves(tree, slots, value):
    node = np.zeros(len(slots), int)
    if tree is None: return node
    feature, limit, left, right = (np.array(tree[k]) for k in ("feature", "limit", "left", "right"))
    while (feature[node] != -2).any():
        at = feature[node]
        seen = np.where(at == -1, value, slots[np.arange(len(slots)), np.maximum(at, 0)])
        node = np.where(at == -2, node, np.where(seen <= limit[node], left[node], right[node]))
    return left[node]

def answers(question, slots, u):
    value = linear(question["score"], slots)
    leaf = leaves(question["tree"], slots, value)
    if question["offsets"]: value = value + np.array(question["offsets"])[leaf]
    yes = u < 1 / (1 + np.exp(-value))
    for rule in reversed(question["forced"]):  # the first that applies wins
        yes = np.where(slots[:, rule["slot"]] == rule["is"], bool(rule["answer"]), yes)
    return yes

def quantile(knots, u):
    at = u * (len(knots) - 1)
    low = np.floor(at).astype(int)
    return knots[low] + (knots[np.minimum(low + 1, len(knots) - 1)] - knots[low]) * (at - low)

def rounded(value, decimals):
    return np.floor(value * 10.0**decimals + 0.5) / 10.0**decimals

def draw_number(law, decimals, slots, u):
    """Value, and the normal score of its cell."""
    value = linear(law["score"], slots)
    leaf = leaves(law["tree"], slots, value)
    residual = np.zeros(len(slots))
    for k, knots in enumerate(law["residuals"]): residual = np.where(leaf == k, quantile(np.array(knots, float), u[1]), residual)
    y = value + residual + law["jitter"] * (u[2] - 0.5)
    knots = np.array(law["map"], float)
    at = np.clip(np.searchsorted(knots, y, "right") - 1, 0, len(knots) - 2)
    with np.errstate(all="ignore"): share = (at + (y - knots[at]) / (knots[at + 1] - knots[at])) / (len(knots) - 1)
    share = np.where(y < knots[0], 0, np.where(y >= knots[-1], 1, share))
    cells = {k: np.array(v, float) for k, v in law["cells"].items()}
    cell = np.minimum(np.searchsorted(cells["upTo"], share, "right"), len(cells["upTo"]) - 1)
    low, high = cells["low"][cell], cells["high"][cell]
    return rounded(low + (high - low) * u[3], decimals), cells["score"][cell]

def score_of(column, law, value):
    """The normal score of a number that was not drawn from the law."""
    levels = np.array(column["levels"], float)
    if law is None: return np.array(column["scores"], float)[np.abs(levels[None] - value[:, None]).argmin(1)]
    low, high = np.array(law["cells"]["low"], float), np.array(law["cells"]["high"], float)
    cell = np.minimum(np.searchsorted(high, value, "left"), len(high) - 1)
    back = (cell > 0) & (value < low[cell]) & (value - high[cell - 1] < low[cell] - value)
    score = np.array(law["cells"]["score"], float)[cell - back]
    for level, own in zip(column["levels"], column["scores"]): score = np.where(value == level, own, score)
    return score

def computed(block, column, values, status, u):
    """What other columns give, and where they do."""
    rule = block["formula"] or block["anyOf"]
    if rule is None: return np.zeros(len(values)), np.zeros(len(values), bool)
    known = (status[:, rule["columns"]] == KNOWN).all(1)
    parts = values[:, rule["columns"]]
    if block["formula"] is None: return (u[0] < np.where((parts == 1).any(1), rule["yes"], rule["no"])) * 1.0, known
    value = np.full(len(values), float(rule["constant"]))
    for part, power in zip(parts.T, rule["coefficients"]): value = value + power * part if rule["kind"] == "sum" else value * np.where(known, part, 1) ** power
    if rule["residuals"]: value = value + np.where(u[0] < rule["exceptions"], quantile(np.array(rule["residuals"], float), u[1]), 0)
    value = np.array([float(f"{v:.12g}") for v in value])
    return np.clip(rounded(value, column["decimals"]), column["min"], column["max"]), known

def draw_rows(model, seed, rows):
    """`rows`: numbers of rows, from 0. Values [rows, columns] (levels of categories) and which are blank."""
    rows = np.asarray(rows, np.uint32)
    n, columns = len(rows), model["columns"]
    slots, values, status = np.zeros((n, model["slots"])), np.zeros((n, len(columns))), np.zeros((n, len(columns)), int)
    step = 0
    word = lambda at, retry=0: uniforms(seed, rows, at * 8 + retry)
    for block in model["blocks"]:
        if block["kind"] == "blank":
            is_blank = answers(block["question"], slots, word(step)[0])
            slots[:, block["slot"]] = is_blank
            status[np.ix_(is_blank, block["columns"])] = BLANK
            step += 1
            continue
        c, asked, law = block["column"], block["questions"], block["law"]
        column = columns[c]
        is_number, blank = column["kind"] == "number", status[:, c] == BLANK
        value, done = computed(block, column, values, status, word(step, 7))
        score = score_of(column, law, value) if is_number else np.zeros(n)
        level = np.full(n, -1)
        for q, question in enumerate(asked):
            yes = answers(question["question"], slots, word(step + q)[0]) & (level < 0)
            level[yes] = question["level"]
        u = word(step + len(asked))
        if block["rest"]:
            up_to = np.array(block["rest"]["upTo"], float)
            other = np.array(block["rest"]["levels"])[np.minimum(np.searchsorted(up_to, u[0], "right"), len(up_to) - 1)]
            level = np.where(level < 0, other, level)
        if law:
            number, own = draw_number(law, column["decimals"], slots, u)
            bound = lambda names, edge, pick: pick(np.where(status[:, names] == KNOWN, values[:, names], edge), axis=1) if names else np.full(n, edge)
            least, most = bound(block["atLeast"], -np.inf, np.max), bound(block["atMost"], np.inf, np.min)
            for retry in range(1, 9):
                out = (number < least) | (number > most)
                if not out.any(): break
                if retry < 8: again, seen = draw_number(law, column["decimals"], slots, word(step + len(asked), retry))
                else: again = np.maximum(least, np.minimum(most, number)); seen = score_of(column, law, again)
                number, own = np.where(out, again, number), np.where(out, seen, own)
        if is_number:
            levels, scores = np.array(column["levels"] or [0.0], float), np.array(column["scores"] or [0.0], float)
            drawn, drawn_score = levels[np.maximum(level, 0)], scores[np.maximum(level, 0)]
            if law: drawn, drawn_score = np.where(level < 0, number, drawn), np.where(level < 0, own, drawn_score)
            value, score = np.where(done, value, drawn), np.where(done, score, drawn_score)
        else: value = np.where(done, value, np.maximum(level, 0))
        values[:, c], status[:, c] = value, np.where(blank, BLANK, KNOWN)
        for slot in block["slots"]:
            wanted = slot["level"]
            seen = score if wanted < 0 else (value == (column["levels"][wanted] if is_number else wanted)) * 1.0
            slots[:, slot["slot"]] = np.where(blank, slot["fill"], seen)
        step += len(asked) + 1
    return values, status == BLANK

def texts(model, values, blank):
    for row, empty in zip(values, blank):
        yield ["" if e else c["levels"][int(v)] if c["kind"] == "category" else f"{v:.{c['decimals']}f}" for c, v, e in zip(model["columns"], row, empty)]

if __name__ == "__main__":
    model = json.load(open(sys.argv[1], encoding="utf-8"))
    writer = csv.writer(sys.stdout)
    writer.writerow([column["name"] for column in model["columns"]])
    writer.writerows(texts(model, *draw_rows(model, int(sys.argv[2]), range(int(sys.argv[3])))))
