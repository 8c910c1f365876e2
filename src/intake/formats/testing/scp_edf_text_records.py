"""SCP-ECG (written here by EN 1064), EDF and BDF (by biosig), and plain samples."""
import base64, json, os, struct, subprocess, tempfile
import numpy as np

from known_ecg import COUNT, IDENT, LEADS, MILLIVOLTS, NAME, RECORDS, STEPS, put


def edf():
    """By biosig (Debian: biosig-tools) from an SCP-ECG file; it leaves a format string in the birth date."""
    known = json.load(open(RECORDS))["scp-plain"]
    with tempfile.TemporaryDirectory() as folder:
        # It misreads WFDB.
        open(os.path.join(folder, "ecg.scp"), "wb").write(base64.b64decode(known["ecg.scp"]))
        for form in ["EDF", "BDF"]:
            path = os.path.join(folder, "ecg." + form.lower())
            subprocess.run(["save2gdf", "-f=" + form, os.path.join(folder, "ecg.scp"), path], check=True, capture_output=True)
            data = bytearray(open(path, "rb").read())
            # When it was made, by whom and with what.
            data[88:168] = b"Startdate 09-MAY-2021 X X X".ljust(80)
            data[168:184] = b"09.05.2110.11.12"
            data[8:88] = f"{IDENT} F 10-MAY-1950 {NAME.replace('^', '_')}".encode().ljust(80)
            put(form.lower(), {"ecg." + form.lower(): bytes(data)})


def crc(data):
    """CRC-CCITT of EN 1064, bit by bit."""
    value = 0xFFFF
    for byte in data:
        for bit in range(7, -1, -1):
            top = (value >> 15) ^ (byte >> bit & 1)
            value = (value << 1) & 0xFFFF
            if top:
                value ^= 0x1021
    return value


def scp():
    """Written here by EN 1064, and read back with biosig where it reads it."""
    def section(number, body):
        body += b"\0" * (len(body) % 2)
        rest = struct.pack("<HIBB6s", number, 16 + len(body), 20, 20, b"SCPECG" if number == 0 else b"\0" * 6) + body
        return struct.pack("<H", crc(rest)) + rest

    def tag(number, value):
        return struct.pack("<BH", number, len(value)) + value

    person = tag(0, NAME.encode() + b"\0") + tag(2, IDENT.encode() + b"\0") + tag(4, struct.pack("<HB", 71, 1))
    person += tag(5, struct.pack("<HBB", 1950, 5, 10)) + tag(8, b"\2") + tag(25, struct.pack("<HBB", 2021, 5, 9)) + tag(255, b"")
    numbers = [1, 2, 3, 4, 5, 6, 7, 8]
    lead = lambda number: struct.pack("<IIB", 1, COUNT, number)
    marks = struct.pack("<BBHH", 1, 0, 984, 29999) + struct.pack("<5H3h", 40, 150, 206, 302, 608, 45, -12, 38)

    def bits(value):
        """The code of one number in the default table of annex C."""
        size = abs(value)
        if size <= 8:
            return "0" if size == 0 else "1" * size + "0" + ("0" if value > 0 else "1")
        raw, width = (value, 8) if -128 <= value < 128 else (value, 16)
        return ("1111111110" if width == 8 else "1111111111") + format(raw & (2 ** width - 1), f"0{width}b")

    def packed(values):
        text = "".join(bits(int(v)) for v in values)
        text += "0" * (-len(text) % 16)
        return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))

    def differences(values, order):
        kept = list(values[:order])
        return np.concatenate([kept, np.diff(values, order)]) if order else np.asarray(values)

    def data(columns, order, interval, is_packed, step=5000):
        coded = [differences(c, order) for c in columns]
        parts = [packed(c) if is_packed else np.asarray(c).astype("<i2").tobytes() for c in coded]
        return struct.pack("<HHBB", step, interval, order, 0) + b"".join(struct.pack("<H", len(p)) for p in parts) + b"".join(parts)

    def write(name, order, is_packed, beat=None):
        steps = STEPS.copy()
        sections = {1: person, 3: struct.pack("<BB", 8, 0x44 | (1 if beat is not None else 0)) + b"".join(map(lead, numbers)), 7: marks}
        if is_packed:
            sections[2] = struct.pack("<H", 19999)
        if beat is not None:
            # Taken off twice: samples 41 to 80 around 55, and 201 to 240 around 215; one between of another kind is left.
            places = [(0, 41, 55, 80), (1, 120, 130, 140), (0, 201, 215, 240)]
            for kind, start, _, end in places:
                if kind == 0:
                    steps[start - 1:end] -= beat
            sections[4] = struct.pack("<HHH", 400, 15, 3) + b"".join(struct.pack("<HIII", *place) for place in places)
            sections[5] = data(list(beat.T), order, 10000, is_packed)
        sections[6] = data(list(steps.T), order, 10000, is_packed)
        order_of = sorted(sections)
        at = 6 + 16 + 10 * 12
        pointers, bodies = b"", b""
        made = {number: section(number, sections[number]) for number in order_of}
        for number in range(12):
            size = 16 + 120 if number == 0 else len(made.get(number, b""))
            start = 7 if number == 0 else (at + 1 if size else 0)
            pointers += struct.pack("<HII", number, size, start)
            if number and size:
                bodies += made[number]
                at += size
        whole = section(0, pointers) + bodies
        rest = struct.pack("<I", 6 + len(whole)) + whole
        put(name, {"ecg.scp": struct.pack("<H", crc(rest)) + rest})

    beat = np.array([[40 * k + (i * i) % 97 for k in range(8)] for i in range(40)], dtype=np.int64)
    write("scp-plain", 0, False)
    write("scp-first", 1, True)
    write("scp-second", 2, True)
    write("scp-beat", 2, True, beat)


def samples_text():
    rows = [",".join(["time (ms)"] + [f"{lead} (mV)" for lead in LEADS])]
    rows += [",".join([str(10 * i)] + [f"{v:.3f}" for v in MILLIVOLTS[i]]) for i in range(COUNT)]
    put("samples-csv", {"ecg.csv": ("\n".join(rows) + "\n").encode()})
    rows = [";".join(f'"{lead}"' for lead in LEADS)]
    rows += [";".join(f"{v * 1000:.0f}" for v in MILLIVOLTS[i]) for i in range(COUNT)]
    put("samples-integers", {"ecg.csv": ("# 100 Hz, uV\r\n" + "\r\n".join(rows)).encode()})
    rows = ["\t".join(LEADS)] + ["\t".join(f"{v:.3f}".replace(".", ",") for v in MILLIVOLTS[i]) for i in range(COUNT)]
    put("samples-tab", {"100Hz/ecg.txt": "\n".join(rows).encode()})
