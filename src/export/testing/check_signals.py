"""Reads every WFDB record of a pairs.zip by header(5) and signal(5) of the WFDB guide alone, and holds it against the CSV beside it.

python3 check_signals.py pairs.zip      (made with --signals wfdb --signals csv)
"""
import struct, sys, zipfile

archive = zipfile.ZipFile(sys.argv[1])
names = [name for name in archive.namelist() if name.endswith(".hea")]
worst = 0.0
for name in names:
    lines = archive.read(name).decode("ascii").splitlines()
    assert any(line.startswith("# SYNTHETIC") for line in lines), name
    record, count, rate, length = lines[0].split()
    count, rate, length = int(count), float(rate), int(length)
    assert name == f"signals/{record}.hea", name
    data = archive.read(f"signals/{record}.dat")
    samples = struct.unpack(f"<{count * length}h", data)
    leads = {}
    for s, line in enumerate(lines[1 : 1 + count]):
        file, form, gain, _, _, first, checksum, _, lead = line.split()
        own = samples[s::count]
        assert file == f"{record}.dat" and form == "16" and int(first) == own[0], line
        assert (sum(own) - int(checksum)) % 65536 == 0, (name, lead, "checksum")
        steps, unit = gain.split("/")
        steps, baseline = steps.rstrip(")").split("(")
        assert unit == "mV"
        leads[lead] = [None if v == -32768 else (v - int(baseline)) / float(steps) for v in own]
    table = [line.split(",") for line in archive.read(f"signals/{record}.csv").decode("ascii").splitlines()]
    assert table[0][0].startswith("# SYNTHETIC") and table[1] == ["time (s)"] + [f"{lead} (mV)" for lead in leads]
    for i, row in enumerate(table[2:]):
        assert abs(float(row[0]) - i / rate) < 1e-3
        for cell, values in zip(row[1:], leads.values()):
            assert (cell == "") == (values[i] is None), (name, i)
            if cell: worst = max(worst, abs(float(cell) - values[i]))
    assert len(table) == length + 2
print(f"{len(names)} records, {length} samples of {count} leads at {rate:g} Hz; the CSV differs by {worst:g} mV at most")
