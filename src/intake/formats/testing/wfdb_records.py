"""WFDB records, by wfdb-python; what it reads but does not write is packed here, by signal(5), and read back with it."""
import os, tempfile
import numpy as np

from known_ecg import COUNT, LEADS, RATE, STEPS, put


def read(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def wfdb_records():
    import wfdb

    for form in ["80", "212", "16", "24", "32"]:
        with tempfile.TemporaryDirectory() as folder:
            # 80 holds 8 bits: half a step.
            digital = STEPS // 2 if form == "80" else STEPS
            gain = 100 if form == "80" else 200
            wfdb.wrsamp("r" + form, fs=RATE, units=["mV"] * 8, sig_name=LEADS, d_signal=digital, fmt=[form] * 8,
                        adc_gain=[gain] * 8, baseline=[0] * 8, comments=["Age: 71  Sex: F"], write_dir=folder)
            put("wfdb-" + form, read(folder))
    flat = STEPS.reshape(-1)
    words = {
        "61": flat.astype(">i2").tobytes(),
        "160": (flat + 32768).astype("<u2").tobytes(),
        "8": np.clip(np.diff(STEPS // 4, axis=0, prepend=STEPS[:1] // 4), -128, 127).astype(np.int8).tobytes(),
        "310": b"".join(
            int(((a & 0x3FF) << 1) | ((c & 0x1F) << 11)).to_bytes(2, "little")
            + int(((b & 0x3FF) << 1) | (((c >> 5) & 0x1F) << 11)).to_bytes(2, "little")
            for a, b, c in flat.reshape(-1, 3).tolist()),
        "311": b"".join(
            int((a & 0x3FF) | ((b & 0x3FF) << 10) | ((c & 0x3FF) << 20)).to_bytes(4, "little")
            for a, b, c in flat.reshape(-1, 3).tolist()),
    }
    for form, data in words.items():
        gain = 50 if form == "8" else 200
        expected = np.cumsum(np.frombuffer(data, dtype=np.int8).reshape(-1, 8).astype(int), axis=0) if form == "8" else STEPS
        if form == "8":
            expected = expected + STEPS[0] // 4
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "r" + form)
            first = STEPS[0] // 4 if form == "8" else STEPS[0]
            lines = [f"r{form} 8 {RATE} {COUNT}"]
            for k, lead in enumerate(LEADS):
                total = int(expected[:, k].sum()) & 0xFFFF
                lines.append(f"r{form}.dat {form} {gain}/mV 12 0 {first[k]} {total - 65536 if total > 32767 else total} 0 {lead}")
            open(path + ".hea", "w").write("\n".join(lines) + "\n")
            open(path + ".dat", "wb").write(data)
            back = wfdb.rdrecord(path, physical=False)
            assert np.array_equal(back.d_signal, expected), form
            put("wfdb-" + form, read(folder))
    with tempfile.TemporaryDirectory() as folder:
        # Leads in two files, one with a skew, a baseline and samples that were not measured.
        steps = STEPS[:, :2] + 1000
        steps[5, 0] = -32768
        late = np.vstack([np.zeros((3, 6), dtype=np.int64), STEPS[:, 2:]])
        open(os.path.join(folder, "two_a.dat"), "wb").write(steps.astype("<i2").tobytes())
        open(os.path.join(folder, "two_b.dat"), "wb").write(b"HEADER" + late.astype("<i2").tobytes())
        lines = [f"two 8 {RATE} {COUNT}"]
        lines += [f"two_a.dat 16 200(1000)/mV 16 0 0 {(int(steps[:, k].sum()) + 32768) % 65536 - 32768} 0 {LEADS[k]}" for k in range(2)]
        lines += [f"two_b.dat 16:3+6 0.2/uV 16 0 0 0 0 {lead}" for lead in LEADS[2:]]
        open(os.path.join(folder, "two.hea"), "w").write("\n".join(lines) + "\n#Age: 62\n#Sex: Male\n")
        put("wfdb-two-files", read(folder))
