"""The made-up ECG of records.json, and what every writer of it needs.

Sample i of lead k is 5 microvolts times (i * (7 + 3k)) mod 401 - 200: the tests compute it anew. 100 a second, 300 of each of
I, II, V1 to V6.
"""
import base64, os
import numpy as np

LEADS = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"]
RATE, COUNT = 100, 300
STEPS = np.array([[(i * (7 + 3 * k)) % 401 - 200 for k in range(8)] for i in range(COUNT)], dtype=np.int64)
MILLIVOLTS = STEPS * 0.005
NAME, IDENT = "Zweistein^Erwin", "K-4711-08"

RECORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "records.json")
out = {}


def put(name, files):
    out[name] = {path: base64.b64encode(data).decode() for path, data in files.items()}


def base(data):
    return base64.b64encode(data).decode()
